package dev.rollcall.stack.launch;

import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.settings.Service;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;

/**
 * The built jars of the services.
 *
 * @param root the folder of the repository
 */
record Jars(Path root) {

    Path of(Service service) {
        return root.resolve(service.module()).resolve("target").resolve(service.module() + ".jar");
    }

    void requireBuilt(Collection<Service> services) {
        List<String> missing =
                services.stream()
                        .filter(service -> !Files.isRegularFile(of(service)))
                        .map(service -> of(service).toString())
                        .toList();
        if (!missing.isEmpty()) {
            throw new StackException("Not built: " + String.join(", ", missing));
        }
    }

    URL url(Service service) {
        try {
            return of(service).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file has a URL", e);
        }
    }
}
