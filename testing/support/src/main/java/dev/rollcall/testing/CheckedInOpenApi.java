package dev.rollcall.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * The description of a service's public endpoints that is checked in at {@code
 * docs/openapi/<service>.yml}, beside the one that the compiler makes of its controllers and the
 * gateway's route table completes. With {@code -Drollcall.openapi.renew=true} it is replaced by
 * that.
 */
public record CheckedInOpenApi(String service) {

    /** What the annotation processor has written into the service's classes, behind the door. */
    public String made(ClassLoader classes) throws IOException {
        String resource = "META-INF/swagger/" + service + ".yml";
        YamlMap common = YamlMap.parse(Files.readString(folder().resolve("door/components.yml")));
        try (InputStream made =
                Objects.requireNonNull(classes.getResourceAsStream(resource), resource)) {
            String compiled = new String(made.readAllBytes(), StandardCharsets.UTF_8);
            return new DoorDescription(service, GatewayRoute.list(), common).of(compiled);
        }
    }

    /** What is checked in, after {@code made} has been written there if that was asked for. */
    public String text(String made) throws IOException {
        Path file = folder().resolve(service + ".yml");
        if (Boolean.getBoolean("rollcall.openapi.renew")) {
            Files.writeString(file, made);
        }
        return Files.readString(file);
    }

    private static Path folder() {
        return Path.of(System.getProperty("rollcall.home", "..")).resolve("docs/openapi");
    }
}
