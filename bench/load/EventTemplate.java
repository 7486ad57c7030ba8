package dev.rollcall.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One event of Clerk's, of which every person gets a copy.
 *
 * @param text without the white space of its file, as Clerk sends it
 * @param user the id in it
 */
record EventTemplate(String text, String user) {

    private static final Pattern USER = Pattern.compile("\"id\":\"(user_\\w+)\"");
    private static final String EMAIL = "ada@example.com";
    private static final String SURNAME = "\"last_name\":\"Example\"";

    static EventTemplate read(Path file) throws IOException {
        String text = Files.readString(file).replaceAll("\\n\\s*", "").replace("\": ", "\":");
        Matcher user = USER.matcher(text);
        if (!user.find() || !text.contains(EMAIL) || !text.contains(SURNAME)) {
            throw new IllegalArgumentException(file + " has no person in it");
        }
        return new EventTemplate(text, user.group(1));
    }

    /** Somebody with an id, an address and a name of their own. */
    byte[] of(String otherUser) {
        String surname = otherUser.substring(otherUser.length() - 8);
        return text.replace(SURNAME, "\"last_name\":\"" + surname + '"')
                .replace(user, otherUser)
                .replace(EMAIL, otherUser + "@example.com")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Prints one payload in hex, for pgbench to insert. */
    public static void main(String[] arguments) throws IOException {
        EventTemplate template = read(Path.of(arguments[0]));
        System.out.println(HexFormat.of().formatHex(template.of("user_" + "x".repeat(30))));
    }
}
