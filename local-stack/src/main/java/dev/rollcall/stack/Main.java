package dev.rollcall.stack;

import dev.rollcall.stack.adopt.ImportCommand;
import dev.rollcall.stack.demo.ClerkCommand;
import dev.rollcall.stack.demo.DemoCommand;
import dev.rollcall.stack.demo.SwitchOrder;
import dev.rollcall.stack.demo.TokenCommand;
import dev.rollcall.stack.launch.DetachedUp;
import dev.rollcall.stack.launch.DownCommand;
import dev.rollcall.stack.launch.GatewayCheckCommand;
import dev.rollcall.stack.launch.LogsCommand;
import dev.rollcall.stack.launch.MigrateCommand;
import dev.rollcall.stack.launch.RestartCommand;
import dev.rollcall.stack.launch.RunningStack;
import dev.rollcall.stack.launch.SchemaCommand;
import dev.rollcall.stack.launch.ServiceLogin;
import dev.rollcall.stack.launch.StatusCommand;
import dev.rollcall.stack.launch.UpCommand;
import dev.rollcall.stack.mirror.RebuildCommand;
import dev.rollcall.stack.mirror.ReconcileCommand;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.ServiceRole;
import dev.rollcall.stack.process.StackException;
import dev.rollcall.stack.secret.Secrets;
import dev.rollcall.stack.settings.ClerkSource;
import dev.rollcall.stack.settings.Home;
import dev.rollcall.stack.settings.Settings;
import dev.rollcall.stack.webhook.SendCommand;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Runs the command that {@code ./rollcall} was given. Exit code 1: it failed; 2: it is none. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        int exitCode;
        try {
            exitCode = run(CommandLine.parse(List.of(arguments)), out);
        } catch (CommandLine.UsageException e) {
            System.err.println(e.getMessage());
            exitCode = 2;
        } catch (StackException e) {
            System.err.println("rollcall: " + e.getMessage());
            exitCode = 1;
        }
        System.exit(exitCode);
    }

    private static int run(CommandLine command, PrintStream out) {
        Path root = Path.of(System.getProperty("rollcall.root", "")).toAbsolutePath();
        Settings settings = Settings.read(root);
        Home home = new Home(settings.home());
        return switch (command) {
            case CommandLine.Up(boolean detach, boolean fresh) -> {
                if (detach) {
                    List<String> attached = new ArrayList<>(List.of("up"));
                    if (fresh) {
                        attached.add("--fresh");
                    }
                    yield new DetachedUp(home, out).run(Main.class, attached);
                }
                new UpCommand(root, settings, out).run(fresh);
                yield 0;
            }
            case CommandLine.Status(boolean json) -> new StatusCommand(home, out).run(json);
            case CommandLine.Down() -> {
                new DownCommand(home, out).run();
                yield 0;
            }
            case CommandLine.Logs(String process, boolean follow) -> {
                new LogsCommand(home, out).run(process, follow);
                yield 0;
            }
            case CommandLine.Restart(String process) -> {
                new RestartCommand(home, out).run(process);
                yield 0;
            }
            case CommandLine.Migrate() -> {
                new MigrateCommand(root, settings, out).run();
                yield 0;
            }
            case CommandLine.Schema(var act) -> new SchemaCommand(root, settings, out).run(act);
            case CommandLine.Import(var order) -> {
                DatabaseUrl source =
                        order.url().isEmpty()
                                ? ServiceLogin.database(settings)
                                : DatabaseUrl.parse("--url", order.url(), false);
                DatabaseUrl identity = ServiceLogin.find(settings, ServiceRole.IDENTITY);
                yield new ImportCommand(identity, source, out).run(order);
            }
            case CommandLine.Reconcile(boolean dryRun, String entity, boolean waits) ->
                    new ReconcileCommand(ServiceLogin.find(settings, ServiceRole.IDENTITY), out)
                            .run(dryRun, entity, waits);
            case CommandLine.Rebuild(boolean yes) -> {
                DatabaseUrl identity = ServiceLogin.find(settings, ServiceRole.IDENTITY);
                DatabaseUrl webhook = ServiceLogin.find(settings, ServiceRole.WEBHOOK);
                yield new RebuildCommand(identity, webhook, out).run(yes);
            }
            case CommandLine.Token(String user, int ttlSeconds) -> {
                RunningStack stack = RunningStack.require(settings, "token");
                new TokenCommand(stack, out).run(user, ttlSeconds);
                yield 0;
            }
            case CommandLine.Clerk(SwitchOrder order) -> {
                RunningStack stack = RunningStack.require(settings, "clerk");
                new ClerkCommand(stack, out).run(order);
                yield 0;
            }
            case CommandLine.SendWebhook(String file, String url) -> {
                String secrets =
                        settings.clerk() instanceof ClerkSource.Account account
                                ? account.webhookSecret()
                                : new Secrets(home.secrets()).webhookSecret();
                String to =
                        url.isEmpty()
                                ? RunningStack.gatewayUrl(settings) + "/api/webhooks/clerk"
                                : url;
                yield new SendCommand(secrets, Clock.systemUTC(), out).run(Path.of(file), to);
            }
            case CommandLine.CheckGateway(var order) -> new GatewayCheckCommand(root).run(order);
            case CommandLine.Demo() -> {
                RunningStack stack = RunningStack.require(settings, "demo");
                new DemoCommand(stack, new Secrets(home.secrets()), out).run();
                yield 0;
            }
        };
    }
}
