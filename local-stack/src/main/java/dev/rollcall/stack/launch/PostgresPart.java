package dev.rollcall.stack.launch;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.EmbeddedPostgres;
import dev.rollcall.stack.process.Watchdog;
import dev.rollcall.stack.settings.Home;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The embedded PostgreSQL. Once started it is ready. */
final class PostgresPart implements Part {

    private final Home home;
    private final int port;
    private final Watchdog watchdog;
    private @Nullable EmbeddedPostgres server;

    PostgresPart(Home home, int port, Watchdog watchdog) {
        this.home = home;
        this.port = port;
        this.watchdog = watchdog;
    }

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public Path log() {
        return home.log(name());
    }

    @Override
    public String readinessUrl() {
        return "";
    }

    @Override
    public ProcessHandle start() {
        stop();
        EmbeddedPostgres started =
                EmbeddedPostgres.start(home.cache(), home.postgres(), port, watchdog);
        server = started;
        return started.process();
    }

    @Override
    public void stop() {
        if (server != null) {
            server.close();
            server = null;
        }
    }

    /** The superuser of the running server. */
    DatabaseUrl admin() {
        if (server == null) {
            throw new IllegalStateException("not started");
        }
        return server.admin();
    }
}
