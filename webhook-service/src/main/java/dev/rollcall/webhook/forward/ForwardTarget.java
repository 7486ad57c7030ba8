package dev.rollcall.webhook.forward;

import dev.rollcall.contracts.start.SettingsException;
import dev.rollcall.contracts.webhook.WebhookSignature;
import dev.rollcall.webhook.outgoing.TargetUrl;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A target that can be used. Immutable; never prints its secret. */
final class ForwardTarget {

    private static final String VARIABLES = "ROLLCALL_FORWARD_";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern TYPE = Pattern.compile("[A-Za-z]+[.]([*]|[A-Za-z_.]+)");

    private final String name;
    private final TargetUrl url;
    private final byte[] key;
    private final List<String> types;

    private ForwardTarget(String name, TargetUrl url, byte[] key, List<String> types) {
        this.name = name;
        this.url = url;
        this.key = key;
        this.types = types;
    }

    /** Throws SettingsException that names the variable. */
    static ForwardTarget of(ForwardConfiguration written) {
        if (!NAME.matcher(written.name()).matches()) {
            throw new SettingsException(
                    "ROLLCALL_FORWARD_TARGETS: a name is of a-z, 0-9 and -, at most 40");
        }
        String prefix = VARIABLES + written.name().replace('-', '_').toUpperCase(Locale.ROOT);
        List<String> types = written.types();
        if (!types.stream().allMatch(type -> TYPE.matcher(type).matches())) {
            throw new SettingsException(prefix + "_TYPES are such as user.* or session.ended");
        }
        return new ForwardTarget(
                written.name(),
                TargetUrl.parse(
                        prefix + "_URL",
                        required(prefix + "_URL", written.url()),
                        written.allowPrivate()),
                key(prefix + "_SECRET", written.secret()),
                types);
    }

    String name() {
        return name;
    }

    TargetUrl url() {
        return url;
    }

    boolean wants(String type) {
        return types.isEmpty() || types.stream().anyMatch(wanted -> matches(wanted, type));
    }

    String sign(String messageId, long seconds, byte[] body) {
        return WebhookSignature.sign(key, messageId, seconds, body);
    }

    private static boolean matches(String wanted, String type) {
        return wanted.endsWith("*")
                ? type.startsWith(wanted.substring(0, wanted.length() - 1))
                : type.equals(wanted);
    }

    private static byte[] key(String variable, @Nullable String secret) {
        try {
            return WebhookSignature.secret(required(variable, secret));
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException(variable + ": " + wrong.getMessage());
        }
    }

    private static String required(String variable, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new SettingsException(variable + " is not set");
        }
        return value.strip();
    }
}
