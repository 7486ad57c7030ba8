package dev.rollcall.stack.launch;

import dev.rollcall.stack.settings.Service;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** A repository folder with a jar per service, each a {@link FakeService} with one migration. */
final class FakeRoot {

    private static final String CLASS = "dev/rollcall/stack/launch/FakeService.class";

    private FakeRoot() {}

    static void writeTo(Path root) throws IOException {
        for (Service service : Service.values()) {
            Path jar = new Jars(root).of(service);
            Files.createDirectories(jar.getParent());
            Manifest manifest = new Manifest();
            manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
            manifest.getMainAttributes()
                    .put(Attributes.Name.MAIN_CLASS, FakeService.class.getName());
            try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                    InputStream code = FakeRoot.class.getResourceAsStream("/" + CLASS)) {
                out.putNextEntry(new JarEntry(CLASS));
                out.write(code.readAllBytes());
                String schema = service.title();
                out.putNextEntry(new JarEntry("db/migration/" + schema + "/V001__kept.sql"));
                out.write("CREATE TABLE kept (word text);".getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
