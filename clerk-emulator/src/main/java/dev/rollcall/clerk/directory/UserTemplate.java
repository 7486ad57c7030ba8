package dev.rollcall.clerk.directory;

import dev.rollcall.clerk.json.Document;
import dev.rollcall.clerk.json.Json;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every new user has in common, in the shape of Clerk's User, and its parts. Stateless. */
final class UserTemplate {

    static final String AVATAR = "https://www.gravatar.com/avatar?d=mp";

    private UserTemplate() {}

    static Document user(String id, String instanceId, long now) {
        return Document.of(
                "id",
                id,
                "object",
                "user",
                "external_id",
                null,
                "username",
                null,
                "first_name",
                null,
                "last_name",
                null,
                "locale",
                null,
                "image_url",
                imageUrl(instanceId, id),
                "profile_image_url",
                AVATAR,
                "has_image",
                false,
                "primary_email_address_id",
                null,
                "primary_phone_number_id",
                null,
                "primary_web3_wallet_id",
                null,
                "email_addresses",
                List.of(),
                "phone_numbers",
                List.of(),
                "web3_wallets",
                List.of(),
                "passkeys",
                List.of(),
                "external_accounts",
                List.of(),
                "saml_accounts",
                List.of(),
                "enterprise_accounts",
                List.of(),
                "public_metadata",
                Map.of(),
                "private_metadata",
                Map.of(),
                "unsafe_metadata",
                Map.of(),
                "password_enabled",
                false,
                "password_last_updated_at",
                null,
                "two_factor_enabled",
                false,
                "totp_enabled",
                false,
                "backup_code_enabled",
                false,
                "mfa_enabled_at",
                null,
                "mfa_disabled_at",
                null,
                "banned",
                false,
                "locked",
                false,
                "lockout_expires_in_seconds",
                null,
                "verification_attempts_remaining",
                10L,
                "deprovisioned",
                false,
                "bypass_client_trust",
                false,
                "delete_self_enabled",
                true,
                "create_organization_enabled",
                true,
                "create_organizations_limit",
                null,
                "legal_accepted_at",
                null,
                "last_sign_in_at",
                null,
                "last_active_at",
                now,
                "created_at",
                now,
                "updated_at",
                now);
    }

    static Document email(String id, String address, boolean verified, long now) {
        return contact("email_address", id, address, verified, now)
                .with("matches_sso_connection", false);
    }

    static Document phone(String id, String number, boolean verified, long now) {
        return contact("phone_number", id, number, verified, now)
                .with("reserved_for_second_factor", false)
                .with("default_second_factor", false);
    }

    private static Document contact(
            String kind, String id, String value, boolean verified, long now) {
        @Nullable Object verification =
                verified
                        ? Document.of(
                                "object", "verification_admin",
                                "status", "verified",
                                "strategy", "admin",
                                "attempts", null,
                                "expire_at", null)
                        : null;
        return Document.of(
                "id",
                id,
                "object",
                kind,
                kind,
                value,
                "reserved",
                false,
                "verification",
                verification,
                "linked_to",
                List.of(),
                "created_at",
                now,
                "updated_at",
                now);
    }

    /** Clerk's default picture: a base64 description after the host. */
    static String imageUrl(String instanceId, String id) {
        byte[] what = Json.bytes(Document.of("type", "default", "iid", instanceId, "rid", id));
        return "https://img.clerk.com/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(what);
    }
}
