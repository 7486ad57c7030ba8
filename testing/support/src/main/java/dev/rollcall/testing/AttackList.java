package dev.rollcall.testing;

import java.util.Arrays;
import java.util.List;

/**
 * A catalogue of attacks and the tests that hold each, one a line: a number, then tests as {@code
 * package.ClassIT#method} below a root package, or after a dash why there is none.
 */
public final class AttackList {

    private static final String NO_TEST = " - ";

    private final String root;
    private final List<String> lines;

    public AttackList(String root, String text) {
        this.root = root;
        this.lines = text.lines().toList();
    }

    /** In the order of the lines. */
    public List<String> numbers() {
        return lines.stream().map(line -> line.substring(0, line.indexOf(' '))).toList();
    }

    /** All that are named, once each. */
    public List<String> tests() {
        return lines.stream()
                .filter(line -> !line.contains(NO_TEST))
                .flatMap(line -> Arrays.stream(line.split(" ", -1)).skip(1))
                .distinct()
                .toList();
    }

    /** Whether a named test is one of a class's own methods; nothing the class keeps is started. */
    public boolean holds(String test) throws ClassNotFoundException {
        String[] parts = test.split("#", 2);
        Class<?> named =
                Class.forName(root + '.' + parts[0], false, AttackList.class.getClassLoader());
        return Arrays.stream(named.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals(parts[1]));
    }
}
