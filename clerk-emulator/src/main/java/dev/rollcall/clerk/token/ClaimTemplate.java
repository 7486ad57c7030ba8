package dev.rollcall.clerk.token;

import dev.rollcall.clerk.directory.Users;
import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills Clerk's shortcodes ("Customize session tokens"): a string that is one shortcode becomes the
 * value itself, null where it is absent; within a longer string it becomes text. Stateless.
 */
final class ClaimTemplate {

    private static final Pattern SHORTCODE = Pattern.compile("\\{\\{\\s*([a-z0-9_.]+)\\s*}}");

    private ClaimTemplate() {}

    static Map<String, @Nullable Object> fill(Document template, Document user) {
        Map<String, @Nullable Object> claims = new LinkedHashMap<>();
        template.fields().forEach((name, value) -> claims.put(name, filled(value, user)));
        return claims;
    }

    private static @Nullable Object filled(@Nullable Object value, Document user) {
        return switch (value) {
            case String text -> filledText(text, user);
            case Map<?, ?> object -> fill(Document.from(object), user);
            case List<?> array -> {
                List<@Nullable Object> filled = new ArrayList<>();
                array.forEach(element -> filled.add(filled(element, user)));
                yield filled;
            }
            case null, default -> value;
        };
    }

    private static @Nullable Object filledText(String text, Document user) {
        Matcher matcher = SHORTCODE.matcher(text);
        if (matcher.matches()) {
            return shortcode(matcher.group(1), user);
        }
        return matcher.replaceAll(
                found -> Matcher.quoteReplacement(asText(shortcode(found.group(1), user))));
    }

    private static String asText(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case String text -> text;
            default -> Json.text(value);
        };
    }

    private static @Nullable Object shortcode(String path, Document user) {
        if (!path.startsWith("user.")) {
            return null;
        }
        String field = path.substring("user.".length());
        if (field.equals("primary_email_address")) {
            return Users.primaryEmail(user);
        }
        @Nullable Object value = user.without("private_metadata").fields();
        for (String name : field.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(name) : null;
        }
        return value;
    }
}
