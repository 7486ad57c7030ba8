package dev.rollcall.stack.launch;

import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.process.Watchdog;
import dev.rollcall.stack.secret.Secrets;
import dev.rollcall.stack.settings.ClerkSource;
import dev.rollcall.stack.settings.DatabaseSource;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.PortPlan;
import dev.rollcall.stack.settings.Service;
import dev.rollcall.stack.settings.Settings;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/**
 * Starts everything, waits until it is ready, prints how to use it, and then looks after it until
 * this process is told to end. However it ends, it takes its children with it.
 */
public final class UpCommand {

    private static final Duration TICK = Duration.ofMillis(200);

    private final Path root;
    private final Settings settings;
    private final Home home;
    private final StateFile stateFile;
    private final PrintStream out;

    public UpCommand(Path root, Settings settings, PrintStream out) {
        this.root = root;
        this.settings = settings;
        this.home = new Home(settings.home());
        this.stateFile = new StateFile(home.state());
        this.out = out;
    }

    /** Returns only when the stack was told to end while it started. */
    public void run(boolean fresh) {
        if (fresh) {
            settings.requireOwnDatabaseAndEmulator("up --fresh");
        }
        home.create();
        HomeLock lock = HomeLock.acquire(home.lock());
        stateFile.read().ifPresent(Leftovers::requireNone);
        if (fresh) {
            home.wipe();
        }
        Set<Service> services = services();
        Jars jars = new Jars(root);
        jars.requireBuilt(services);
        PortPlan ports = PortPlan.of(settings.environment(), services);

        long started = System.nanoTime();
        Watchdog watchdog = Watchdog.start();
        StateKeeper keeper = new StateKeeper(stateFile, watchdog, settings);
        Stack stack = new Stack(Clock.systemUTC(), settings.restart(), out, keeper::processes);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(stack, watchdog, lock)));

        Secrets secrets = new Secrets(home.secrets());
        ServiceDatabases databases = new ServiceDatabases(jars, secrets.rolePasswords());
        DatabaseUrl database = database(stack, databases, ports, watchdog);
        ChildEnvironment environment =
                new ChildEnvironment(
                        settings,
                        home,
                        ports,
                        secrets,
                        databases.urls(database, settings.environment()));
        keeper.urls(ports.url(Service.GATEWAY), environment.clerkUrl(), database.url());
        StartWatch watch = new StartWatch(stack, out, started);
        watch.say("database");
        for (Service service : services) {
            stack.add(
                    new ServicePart(
                            service,
                            ports.of(service),
                            home.folder(),
                            jars.of(service),
                            home.log(service.title()),
                            environment.of(service),
                            watchdog));
        }
        if (watch.awaitAll(home::log)) {
            Screen.print(out, keeper.state(), started);
            keeper.ready();
            lookAfter(stack);
        }
    }

    private Set<Service> services() {
        Set<Service> services = EnumSet.allOf(Service.class);
        if (settings.clerk() instanceof ClerkSource.Account) {
            services.remove(Service.CLERK);
        }
        return services;
    }

    private DatabaseUrl database(
            Stack stack, ServiceDatabases databases, PortPlan ports, Watchdog watchdog) {
        return switch (settings.database()) {
            case DatabaseSource.Embedded() -> {
                PostgresPart postgres = new PostgresPart(home, ports.postgres(), watchdog);
                stack.add(postgres);
                yield databases.setUpOwn(postgres.admin());
            }
            case DatabaseSource.Given(DatabaseUrl admin) -> {
                databases.setUpGiven(admin);
                yield admin;
            }
        };
    }

    private void lookAfter(Stack stack) {
        Requests requests = new Requests(home.requests());
        while (!stack.isClosing()) {
            stack.tick();
            requests.serve(stack, out);
            Pause.of(TICK);
        }
    }

    private void end(Stack stack, Watchdog watchdog, HomeLock lock) {
        stack.close();
        watchdog.close();
        stateFile.delete();
        lock.close();
    }
}
