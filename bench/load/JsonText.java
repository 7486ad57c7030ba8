package dev.rollcall.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads text members out of the small JSON that our own stack writes. Not a JSON parser. */
final class JsonText {

    private JsonText() {}

    /** The first member of this name that is text without escapes. */
    static String get(String json, String name) {
        Matcher member = Pattern.compile('"' + name + "\"\\s*:\\s*\"([^\"\\\\]*)\"").matcher(json);
        if (!member.find()) {
            throw new IllegalArgumentException("no text named " + name);
        }
        return member.group(1);
    }
}
