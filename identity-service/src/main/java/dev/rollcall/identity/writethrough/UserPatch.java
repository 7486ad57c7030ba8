package dev.rollcall.identity.writethrough;

import dev.rollcall.contracts.problem.ProblemCode;
import dev.rollcall.contracts.problem.ProblemException;
import io.micronaut.json.tree.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The body of a change: {@code role}, or {@code firstName} and {@code lastName}. Not both at once:
 * Clerk keeps them apart and could take one and refuse the other. An absent field stays, null
 * clears it, an empty text is refused, as is every other field. Pure.
 */
record UserPatch(
        @Schema(
                        type = "string",
                        nullable = true,
                        requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                        pattern = "^[a-z][a-z0-9_:-]{0,63}$")
                TextChange role,
        @Schema(
                        type = "string",
                        nullable = true,
                        requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                        minLength = 1,
                        maxLength = 256)
                TextChange firstName,
        @Schema(
                        type = "string",
                        nullable = true,
                        requiredMode = Schema.RequiredMode.NOT_REQUIRED,
                        minLength = 1,
                        maxLength = 256)
                TextChange lastName) {

    private static final Set<String> FIELDS = Set.of("role", "firstName", "lastName");
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_:-]{0,63}");

    /** No control characters, no halves of a character, not only blanks. */
    private static final Pattern NAME = Pattern.compile("(?!\\s*$)[^\\p{Cc}\\p{Cs}]{1,256}");

    static UserPatch of(JsonNode body) {
        if (!body.isObject()) {
            throw malformed("The body is an object.");
        }
        for (Map.Entry<String, JsonNode> entry : body.entries()) {
            if (!FIELDS.contains(entry.getKey())) {
                throw malformed("The fields are role, firstName and lastName.");
            }
        }
        UserPatch patch =
                new UserPatch(
                        change(body, "role", ROLE),
                        change(body, "firstName", NAME),
                        change(body, "lastName", NAME));
        if (patch.hasRole() == patch.hasName()) {
            throw malformed("Change the role, or the name, in one request.");
        }
        return patch;
    }

    boolean hasRole() {
        return role.isMentioned();
    }

    boolean hasName() {
        return firstName.isMentioned() || lastName.isMentioned();
    }

    /** Whether whoever is an administrator is none after it. */
    boolean demotes() {
        return switch (role) {
            case TextChange.Unchanged unchanged -> false;
            case TextChange.Cleared cleared -> true;
            case TextChange.Changed changed -> !changed.value().equals("admin");
        };
    }

    private static TextChange change(JsonNode body, String field, Pattern allowed) {
        JsonNode value = body.get(field);
        if (value == null) {
            return new TextChange.Unchanged();
        }
        if (value.isNull()) {
            return new TextChange.Cleared();
        }
        if (!value.isString() || !allowed.matcher(value.getStringValue()).matches()) {
            throw malformed(field + " is not a text that is allowed there.");
        }
        return new TextChange.Changed(value.getStringValue());
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemCode.MALFORMED_REQUEST, detail);
    }
}
