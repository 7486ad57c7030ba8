package dev.rollcall.identity.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalDatum;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.contracts.resolve.LocalOrg;
import dev.rollcall.contracts.resolve.LocalUser;
import dev.rollcall.contracts.resolve.ResolveRequest;
import dev.rollcall.contracts.resolve.ResolveResponse;
import dev.rollcall.contracts.resolve.TokenClaims;
import java.io.IOException;
import java.io.OutputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The question and its answer as JSON, in the form that the services' mapper gives them, without
 * its detours. What is read here the mapper reads alike; what is not is left to it.
 */
final class ResolveWire {

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /** Fields of a question as they come, in any order. */
    private static final class Question {
        private @Nullable String clerkId;
        private @Nullable TokenClaims claims;
        private @Nullable Boolean syncNow;
    }

    private static final class Claims {
        private @Nullable Instant issuedAt;
        private @Nullable String email;
        private @Nullable String firstName;
        private @Nullable String lastName;
        private @Nullable String username;
        private @Nullable String imageUrl;
        private @Nullable String role;
        private @Nullable String orgId;
        private @Nullable String orgRole;
    }

    private ResolveWire() {}

    /** Empty for whatever is not exactly one question in the documented form. */
    static Optional<ResolveRequest> read(byte[] body) {
        try (JsonParser parser = JSON.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Question question = question(parser);
            if (parser.nextToken() != null
                    || question.clerkId == null
                    || question.claims == null
                    || question.syncNow == null) {
                return Optional.empty();
            }
            return Optional.of(
                    new ResolveRequest(
                            new ClerkUserId(question.clerkId), question.claims, question.syncNow));
        } catch (IOException | IllegalArgumentException | DateTimeException refused) {
            return Optional.empty();
        }
    }

    private static Question question(JsonParser parser) throws IOException {
        Question question = new Question();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            JsonToken value = parser.nextToken();
            switch (field) {
                case "clerkId" -> question.clerkId = text(parser, value);
                case "claims" -> question.claims = claims(parser, value);
                case "syncNow" -> question.syncNow = flag(value);
                default -> throw unexpected();
            }
        }
        return question;
    }

    private static TokenClaims claims(JsonParser parser, JsonToken start) throws IOException {
        if (start != JsonToken.START_OBJECT) {
            throw unexpected();
        }
        Claims claims = new Claims();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            String value = text(parser, parser.nextToken());
            switch (field) {
                case "issuedAt" -> claims.issuedAt = Instant.parse(value);
                case "email" -> claims.email = value;
                case "firstName" -> claims.firstName = value;
                case "lastName" -> claims.lastName = value;
                case "username" -> claims.username = value;
                case "imageUrl" -> claims.imageUrl = value;
                case "role" -> claims.role = value;
                case "orgId" -> claims.orgId = value;
                case "orgRole" -> claims.orgRole = value;
                default -> throw unexpected();
            }
        }
        return claims(claims);
    }

    private static TokenClaims claims(Claims claims) {
        if (claims.issuedAt == null) {
            throw unexpected();
        }
        return new TokenClaims(
                claims.issuedAt,
                claims.email == null ? null : new EmailAddress(claims.email),
                name(claims.firstName),
                name(claims.lastName),
                name(claims.username),
                claims.imageUrl == null ? null : new PersonalUrl(claims.imageUrl),
                claims.role,
                claims.orgId == null ? null : new ClerkOrgId(claims.orgId),
                claims.orgRole);
    }

    private static @Nullable PersonName name(@Nullable String value) {
        return value == null ? null : new PersonName(value);
    }

    private static String text(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.VALUE_STRING) {
            throw unexpected();
        }
        return parser.getText();
    }

    private static boolean flag(JsonToken value) {
        return switch (value) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw unexpected();
        };
    }

    private static IllegalArgumentException unexpected() {
        return new IllegalArgumentException("not the documented form");
    }

    static void write(ResolveResponse response, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeFieldName("user");
            write(response.user(), json);
            json.writeStringField("effectiveRole", response.effectiveRole());
            LocalOrg active = response.activeOrg();
            if (active != null) {
                json.writeFieldName("activeOrg");
                write(active, json);
            }
            json.writeArrayFieldStart("orgs");
            for (LocalOrg org : response.orgs()) {
                write(org, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void write(LocalUser user, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", user.id().toString());
        json.writeStringField("clerkId", user.clerkId().value());
        write("email", user.email(), json);
        write("firstName", user.firstName(), json);
        write("lastName", user.lastName(), json);
        write("username", user.username(), json);
        write("handle", user.handle(), json);
        write("imageUrl", user.imageUrl(), json);
        json.writeStringField("role", user.role());
        json.writeStringField("syncStatus", user.syncStatus());
        write("authProvider", user.authProvider(), json);
        json.writeStringField("createdAt", user.createdAt().toString());
        json.writeStringField("updatedAt", user.updatedAt().toString());
        Instant lastSyncedAt = user.lastSyncedAt();
        write("lastSyncedAt", lastSyncedAt == null ? null : lastSyncedAt.toString(), json);
        json.writeEndObject();
    }

    private static void write(LocalOrg org, JsonGenerator json) throws IOException {
        ClerkOrgId clerkId = org.clerkId();
        json.writeStartObject();
        json.writeStringField("id", org.id().toString());
        write("clerkId", clerkId == null ? null : clerkId.value(), json);
        write("name", org.name(), json);
        write("slug", org.slug(), json);
        json.writeStringField("role", org.role());
        json.writeEndObject();
    }

    private static void write(String field, @Nullable PersonalDatum datum, JsonGenerator json)
            throws IOException {
        write(field, datum == null ? null : datum.value(), json);
    }

    private static void write(String field, @Nullable String value, JsonGenerator json)
            throws IOException {
        if (value != null) {
            json.writeStringField(field, value);
        }
    }
}
