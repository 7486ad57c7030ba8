package dev.rollcall.stack.secret;

import dev.rollcall.stack.postgres.Folders;
import dev.rollcall.stack.process.StackException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** A folder (0700) of one secret per file (0600), each generated when it is first asked for. */
final class SecretFolder {

    private final Path folder;

    SecretFolder(Path folder) {
        this.folder = folder;
    }

    String getOrCreate(String name, Supplier<String> generator) {
        Path file = folder.resolve(name);
        try {
            Folders.createPrivate(folder);
            if (!Files.exists(file)) {
                Folders.writePrivate(file, generator.get());
            }
            String secret = Files.readString(file).strip();
            if (secret.isEmpty()) {
                throw new StackException(
                        "The secret in "
                                + file
                                + " is empty: restore it, or './rollcall up"
                                + " --fresh' starts over.");
            }
            return secret;
        } catch (IOException e) {
            throw new StackException("The secret in " + file + " cannot be read or written.", e);
        }
    }

    /** For what follows from other secrets and may change with them. */
    void put(String name, String value) {
        Path file = folder.resolve(name);
        try {
            Folders.createPrivate(folder);
            Folders.writePrivate(file, value);
        } catch (IOException e) {
            throw new StackException("The secret in " + file + " cannot be written.", e);
        }
    }
}
