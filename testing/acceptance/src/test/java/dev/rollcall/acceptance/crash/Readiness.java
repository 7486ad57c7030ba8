package dev.rollcall.acceptance.crash;

import dev.rollcall.stack.postgres.DatabaseUrl;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Whether PostgreSQL takes connections and every service says that it is ready. */
final class Readiness {

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final DatabaseUrl database;
    private final List<String> urls;

    Readiness(DatabaseUrl database, Collection<String> urls) {
        this.database = database;
        this.urls = List.copyOf(urls);
    }

    boolean isComplete() {
        return connects() && urls.stream().allMatch(this::answers);
    }

    private boolean connects() {
        try (Connection connection = database.connect()) {
            return connection.isValid(1);
        } catch (SQLException away) {
            return false;
        }
    }

    private boolean answers(String url) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
