package dev.rollcall.stack.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.rollcall.stack.process.StackException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked once from the archive on the class path. The folder is named by
 * the archive's hash and appears by one rename, so that several JVMs may unpack at the same time.
 */
final class PostgresArchive {

    private static final Set<PosixFilePermission> EXECUTABLE =
            PosixFilePermissions.fromString("rwxr-xr-x");

    private PostgresArchive() {}

    /** The folder with {@code bin/postgres} below the cache folder, unpacked if it is not there. */
    static Path unpackInto(Path cache) {
        URL archive = find(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            Path home = cache.resolve("postgres-" + fingerprint(archive));
            Files.createDirectories(cache);
            requireOurs(cache);
            if (!Files.exists(home)) {
                unpack(archive, home);
            }
            return home;
        } catch (IOException e) {
            throw new StackException(
                    "PostgreSQL cannot be unpacked into " + cache + ": " + e.getMessage(), e);
        }
    }

    static URL find(String osName, String osArch) {
        String name = resourceName(osName, osArch);
        URL archive = PostgresArchive.class.getResource('/' + name);
        if (archive == null) {
            throw new StackException(
                    "There is no embedded PostgreSQL for "
                            + osName
                            + " on "
                            + osArch
                            + " ("
                            + name
                            + " is not on the class path): set DATABASE_URL to a PostgreSQL.");
        }
        return archive;
    }

    static String resourceName(String osName, String osArch) {
        String os = osName.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : osName;
        String arch =
                switch (osArch) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> osArch;
                };
        return "postgres-%s-%s.txz".formatted(os.toLowerCase(Locale.ROOT), arch);
    }

    private static String fingerprint(URL archive) throws IOException {
        try (InputStream in = archive.openStream()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** What lies there is going to be executed. */
    private static void requireOurs(Path cache) throws IOException {
        long owner = ((Number) Files.getAttribute(cache, "unix:uid")).longValue();
        if (owner != 0 && owner != new UnixSystem().getUid()) {
            throw new StackException(cache + " belongs to somebody else: choose another folder.");
        }
    }

    private static void unpack(URL archive, Path home) throws IOException {
        Path part = home.resolveSibling(home.getFileName() + ".part-" + UUID.randomUUID());
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(
                                new BufferedInputStream(archive.openStream())))) {
            Files.createDirectory(part);
            Files.setPosixFilePermissions(part, EXECUTABLE);
            TarArchiveEntry entry = tar.getNextEntry();
            while (entry != null) {
                write(entry, tar, part);
                entry = tar.getNextEntry();
            }
            Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Folders.delete(part);
            if (!(e instanceof FileAlreadyExistsException) && !Files.exists(home)) {
                throw e;
            }
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path root)
            throws IOException {
        Path target = root.resolve(entry.getName()).normalize();
        if (!target.startsWith(root)) {
            throw new IOException("the archive leaves its folder");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(target, root.resolve(entry.getLinkName()));
        } else {
            Files.copy(content, target);
            if ((entry.getMode() & 0100) != 0) {
                Files.setPosixFilePermissions(target, EXECUTABLE);
            }
        }
    }
}
