package dev.rollcall.identity.clerk;

import dev.rollcall.contracts.id.ClerkInvitationId;
import dev.rollcall.contracts.id.ClerkMembershipId;
import dev.rollcall.contracts.id.ClerkOrgId;
import dev.rollcall.contracts.id.ClerkSessionId;
import dev.rollcall.contracts.id.ClerkUserId;
import dev.rollcall.contracts.personal.EmailAddress;
import dev.rollcall.contracts.personal.PersonName;
import dev.rollcall.contracts.personal.PersonalUrl;
import dev.rollcall.identity.invitation.InvitationFacts;
import dev.rollcall.identity.membership.MembershipFacts;
import dev.rollcall.identity.organization.OrgFacts;
import dev.rollcall.identity.session.SessionFacts;
import dev.rollcall.identity.user.UserFacts;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Clerk's user, organisation and membership objects as facts of the mirror. REST and webhooks carry
 * the same objects, so one reading serves both. Pure. {@code private_metadata}, tokens and
 * addresses of machines are never looked at.
 */
public final class ClerkObjectReader {

    private static final String ORG_PREFIX = "org:";
    private static final String OAUTH_PREFIX = "oauth_";
    private static final Pattern ROLE = Pattern.compile("[a-z][a-z0-9_:-]{0,63}");

    private ClerkObjectReader() {}

    public static UserFacts user(ClerkObject user) {
        Optional<ClerkObject> email = primaryEmail(user);
        return new UserFacts(
                email.map(e -> e.text("email_address")).map(EmailAddress::new).orElse(null),
                email.map(ClerkObjectReader::isVerified).orElse(false),
                name(user.text("first_name")),
                name(user.text("last_name")),
                name(user.text("username")),
                Optional.ofNullable(user.text("image_url")).map(PersonalUrl::new).orElse(null),
                role(user.object("public_metadata").map(m -> m.hint("role")).orElse(null)),
                user.flag("banned"),
                user.flag("locked"),
                user.text("external_id"),
                authProvider(user, email.isPresent()),
                user.time("created_at").orElse(null));
    }

    public static OrgFacts org(ClerkObject org) {
        String creator = org.text("created_by");
        return new OrgFacts(
                org.requiredText("name"),
                org.text("slug"),
                org.text("image_url"),
                creator == null ? null : id("created_by", creator, ClerkUserId::new),
                org.time("created_at").orElse(null));
    }

    public static MembershipFacts membership(ClerkObject membership) {
        return new MembershipFacts(
                membershipOrg(membership),
                membershipUser(membership),
                orgRole(membership.requiredText("role")),
                membership.requiredTime("created_at"));
    }

    public static ClerkOrgId membershipOrg(ClerkObject membership) {
        return orgId(membership.requiredObject("organization"));
    }

    public static ClerkUserId membershipUser(ClerkObject membership) {
        ClerkObject person = membership.requiredObject("public_user_data");
        return id("user_id", person.requiredText("user_id"), ClerkUserId::new);
    }

    public static ClerkUserId userId(ClerkObject user) {
        return id("id", user.requiredText("id"), ClerkUserId::new);
    }

    public static ClerkOrgId orgId(ClerkObject org) {
        return id("id", org.requiredText("id"), ClerkOrgId::new);
    }

    public static ClerkMembershipId membershipId(ClerkObject membership) {
        return id("id", membership.requiredText("id"), ClerkMembershipId::new);
    }

    public static SessionFacts session(ClerkObject session, String status) {
        return new SessionFacts(
                sessionUser(session),
                status.equals("active") ? openStatus(session) : status,
                session.time("created_at").orElse(null),
                session.time("expire_at").orElse(null));
    }

    /** What an event says that opens a session is only how it is open. */
    private static String openStatus(ClerkObject session) {
        return "pending".equals(session.hint("status")) ? "pending" : "active";
    }

    public static ClerkSessionId sessionId(ClerkObject session) {
        return id("id", session.requiredText("id"), ClerkSessionId::new);
    }

    public static ClerkUserId sessionUser(ClerkObject session) {
        return id("user_id", session.requiredText("user_id"), ClerkUserId::new);
    }

    public static InvitationFacts invitation(ClerkObject invitation, String status) {
        return new InvitationFacts(
                invitationOrg(invitation),
                orgRole(invitation.requiredText("role")),
                status,
                invitation.time("created_at").orElse(null),
                invitation.time("expires_at").orElse(null));
    }

    public static ClerkInvitationId invitationId(ClerkObject invitation) {
        return id("id", invitation.requiredText("id"), ClerkInvitationId::new);
    }

    public static ClerkOrgId invitationOrg(ClerkObject invitation) {
        String org = invitation.requiredText("organization_id");
        return id("organization_id", org, ClerkOrgId::new);
    }

    private static <T> T id(String field, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException wrongShape) {
            throw new UnusableObject(field, "wrong_shape");
        }
    }

    /** The role without {@code org:}, and the name that old instances give to members. */
    static String orgRole(String role) {
        String bare = role.startsWith(ORG_PREFIX) ? role.substring(ORG_PREFIX.length()) : role;
        if (!ROLE.matcher(bare).matches()) {
            throw new UnusableObject("role", "wrong_shape");
        }
        return bare.equals("basic_member") ? "member" : bare;
    }

    /** Anything else in {@code public_metadata.role} is somebody's own use of the name: no role. */
    private static @Nullable String role(@Nullable String role) {
        return role != null && ROLE.matcher(role).matches() ? role : null;
    }

    private static Optional<ClerkObject> primaryEmail(ClerkObject user) {
        List<ClerkObject> emails = user.objects("email_addresses");
        String primary = user.text("primary_email_address_id");
        return primary == null
                ? Optional.empty()
                : emails.stream().filter(email -> primary.equals(email.text("id"))).findFirst();
    }

    private static boolean isVerified(ClerkObject email) {
        return email.object("verification")
                .map(verification -> "verified".equals(verification.text("status")))
                .orElse(false);
    }

    private static String authProvider(ClerkObject user, boolean hasEmail) {
        for (ClerkObject account : user.objects("external_accounts")) {
            String provider = account.hint("provider");
            if (provider != null) {
                return provider.startsWith(OAUTH_PREFIX)
                        ? provider.substring(OAUTH_PREFIX.length())
                        : provider;
            }
        }
        if (!user.objects("enterprise_accounts").isEmpty()
                || !user.objects("saml_accounts").isEmpty()) {
            return "enterprise";
        }
        if (user.flag("password_enabled")) {
            return "password";
        }
        return hasEmail ? "email" : "phone";
    }

    private static @Nullable PersonName name(@Nullable String text) {
        return text == null ? null : new PersonName(text);
    }
}
