package dev.rollcall.gateway.route;

import io.micronaut.context.env.Environment;
import io.micronaut.context.env.PropertySource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** In which configuration file a key of the route table stands, and on which line. */
final class RoutePlaces {

    private record Place(String file, RouteLines.Found found) {}

    private static final String FILE = "file:";

    private RoutePlaces() {}

    /** As it is put behind a message; empty if no file says anything of it. */
    static String of(String property, Environment environment) {
        List<Place> places =
                environment.getPropertySources().stream()
                        .sorted(Comparator.comparingInt(PropertySource::getOrder).reversed())
                        .map(source -> source.getOrigin().location())
                        .filter(file -> file.endsWith(".yml") || file.endsWith(".yaml"))
                        .flatMap(file -> place(file, property, environment).stream())
                        .toList();
        Optional<Place> nearest = Optional.empty();
        for (Place place : places) {
            if (nearest.isEmpty() || place.found().depth() > nearest.get().found().depth()) {
                nearest = Optional.of(place);
            }
        }
        return nearest.map(it -> " (" + it.file() + ", line " + it.found().line() + ')').orElse("");
    }

    private static Optional<Place> place(String file, String property, Environment environment) {
        return text(file, environment)
                .flatMap(text -> RouteLines.find(text, property))
                .map(found -> new Place(file, found));
    }

    /** A file of its own, or one of the gateway's jar. */
    private static Optional<String> text(String file, Environment environment) {
        Path path = Path.of(file.startsWith(FILE) ? file.substring(FILE.length()) : file);
        try (InputStream bytes =
                Files.isRegularFile(path)
                        ? Files.newInputStream(path)
                        : environment
                                .getResourceAsStream(file)
                                .orElseGet(InputStream::nullInputStream)) {
            return Optional.of(new String(bytes.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }
}
