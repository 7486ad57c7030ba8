package dev.rollcall.stack.postgres;

import dev.rollcall.stack.process.LogTail;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder that holds one PostgreSQL cluster: its data, its log and the superuser's password
 * (0600). The data appears by one rename, so that a broken initdb leaves nothing half done.
 */
record Cluster(Path folder) {

    static final String SUPERUSER = "postgres";

    private static final int FIRST_WITH_BUILTIN_LOCALES = 17;
    private static final SecureRandom RANDOM = new SecureRandom();

    Path data() {
        return folder.resolve("data");
    }

    Path log() {
        return folder.resolve("postgres.log");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new StackException(
                    "The superuser's password of "
                            + data()
                            + " cannot be read from "
                            + passwordFile()
                            + '.',
                    e);
        }
    }

    /** Makes the cluster unless it exists. */
    void create(Path binaries, RunAs runAs) {
        try {
            Folders.createPrivate(folder);
            if (runAs == RunAs.NOBODY) {
                runAs.give(folder);
                runAs.requireReach(folder);
                runAs.requireReach(binaries);
            }
            if (!Files.isDirectory(data())) {
                initialise(binaries, runAs);
            }
        } catch (IOException e) {
            throw new StackException(
                    "PostgreSQL's folder " + folder + " cannot be made: " + e.getMessage(), e);
        }
    }

    private void initialise(Path binaries, RunAs runAs) throws IOException {
        Path part = folder.resolve("data.part");
        Folders.delete(part);
        Files.deleteIfExists(passwordFile());
        Folders.writePrivate(passwordFile(), randomPassword());
        runAs.give(passwordFile());
        runAs.give(Folders.createPrivate(part));

        List<String> command = new ArrayList<>();
        command.add(binaries.resolve("bin/initdb").toString());
        command.add("--pgdata=" + part);
        command.add("--username=" + SUPERUSER);
        command.add("--pwfile=" + passwordFile());
        command.add("--auth=scram-sha-256");
        command.add("--data-checksums");
        command.add("--encoding=UTF8");
        command.add("--locale=C");
        if (majorVersion(binaries) >= FIRST_WITH_BUILTIN_LOCALES) {
            command.add("--locale-provider=builtin");
            command.add("--builtin-locale=C.UTF-8");
        }
        command.add("--no-instructions");
        run(runAs.command(command));
        Files.move(part, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static int majorVersion(Path binaries) throws IOException {
        try (Stream<String> lines =
                Files.lines(binaries.resolve("share/postgresql/postgres.bki"))) {
            String firstLine = lines.findFirst().orElse("");
            return Integer.parseInt(firstLine.replaceAll("\\D", ""));
        }
    }

    private void run(List<String> command) throws IOException {
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
        try {
            if (process.waitFor() != 0) {
                throw new StackException("PostgreSQL's initdb failed: " + LogTail.last(log()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while PostgreSQL's folder was made.", e);
        }
    }

    private Path passwordFile() {
        return folder.resolve("superuser.password");
    }

    private static String randomPassword() {
        byte[] bytes = new byte[24];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
