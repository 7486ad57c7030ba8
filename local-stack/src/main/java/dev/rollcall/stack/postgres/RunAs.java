package dev.rollcall.stack.postgres;

import com.sun.security.auth.module.UnixSystem;
import dev.rollcall.stack.process.Commands;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** As whom PostgreSQL runs, which refuses to be root. */
enum RunAs {
    /** We are not root. */
    SELF,
    /** Root, in a user namespace that shows it as nobody: the files stay root's. */
    USER_NAMESPACE,
    /** Root, where user namespaces are refused (many containers): the files are given to nobody. */
    NOBODY;

    private static final int NOBODY_ID = 65534;

    static RunAs detect() {
        if (new UnixSystem().getUid() != 0) {
            return SELF;
        }
        if (USER_NAMESPACE.works()) {
            return USER_NAMESPACE;
        }
        if (NOBODY.works()) {
            return NOBODY;
        }
        throw new StackException(
                "PostgreSQL does not run as root, and neither unshare nor setpriv works here: start"
                        + " Rollcall as another user.");
    }

    List<String> command(List<String> command) {
        List<String> all = new ArrayList<>(prefix());
        all.addAll(command);
        return all;
    }

    /** Gives a file or an empty folder to the user as whom PostgreSQL runs. */
    void give(Path path) throws IOException {
        if (this == NOBODY) {
            Files.setAttribute(path, "unix:uid", NOBODY_ID);
            Files.setAttribute(path, "unix:gid", NOBODY_ID);
        }
    }

    /** Refuses a folder that PostgreSQL's user could not reach. */
    void requireReach(Path folder) {
        if (this == NOBODY && !succeeds(List.of("test", "-x", folder.toString()))) {
            throw new StackException(
                    "PostgreSQL runs as nobody here and cannot enter "
                            + folder
                            + ": choose a folder below one that everybody may enter.");
        }
    }

    private List<String> prefix() {
        return switch (this) {
            case SELF -> List.of();
            case USER_NAMESPACE -> List.of("unshare", "--user");
            case NOBODY ->
                    List.of(
                            "setpriv",
                            "--reuid=" + NOBODY_ID,
                            "--regid=" + NOBODY_ID,
                            "--clear-groups");
        };
    }

    private boolean works() {
        return Commands.exists(prefix().getFirst()) && succeeds(List.of("true"));
    }

    private boolean succeeds(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command(command))
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
