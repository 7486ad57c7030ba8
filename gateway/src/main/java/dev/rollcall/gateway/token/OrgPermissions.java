package dev.rollcall.gateway.token;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The permissions in the active organisation that a token tells, as {@code
 * org:<feature>:<permission>} (Clerk, guides/sessions/session-tokens, "Decode o.fpm manually").
 * What cannot be read for certain grants nothing. Pure.
 */
final class OrgPermissions {

    private static final Pattern MASK = Pattern.compile("[0-9]+");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_-]{1,64}");
    private static final Pattern FULL_NAME =
            Pattern.compile("org:[a-z0-9_-]{1,64}:[a-z0-9_-]{1,64}");

    private OrgPermissions() {}

    /** Version 1: the list is written out. */
    static Set<String> listed(@Nullable Object permissions) {
        Set<String> granted = new HashSet<>();
        if (permissions instanceof List<?> list) {
            for (Object permission : list) {
                if (permission instanceof String name && FULL_NAME.matcher(name).matches()) {
                    granted.add(name);
                }
            }
        }
        return Set.copyOf(granted);
    }

    /**
     * Version 2: one mask for each feature, one bit for each permission, the least significant
     * first. Masks stand for all features, or for those of organisations only: SDKs differ.
     */
    static Set<String> masked(
            @Nullable Object features, @Nullable Object permissions, @Nullable Object masks) {
        List<String> scoped = split(features);
        List<String> names = split(permissions);
        List<String> bits = split(masks);
        List<String> ofOrgs = scoped.stream().filter(OrgPermissions::isOfOrgs).toList();
        if (names.isEmpty() || bits.isEmpty()) {
            return Set.of();
        }
        if (bits.size() == scoped.size()) {
            return granted(scoped, names, bits);
        }
        return bits.size() == ofOrgs.size() ? granted(ofOrgs, names, bits) : Set.of();
    }

    private static Set<String> granted(
            List<String> features, List<String> names, List<String> masks) {
        Set<String> granted = new HashSet<>();
        for (int i = 0; i < features.size(); i++) {
            String feature = features.get(i);
            String name = feature.substring(feature.indexOf(':') + 1);
            if (isOfOrgs(feature) && NAME.matcher(name).matches()) {
                for (String permission : selected(names, masks.get(i))) {
                    granted.add("org:" + name + ':' + permission);
                }
            }
        }
        return Set.copyOf(granted);
    }

    private static List<String> selected(List<String> names, String mask) {
        List<String> selected = new ArrayList<>();
        if (MASK.matcher(mask).matches()) {
            BigInteger bits = new BigInteger(mask);
            for (int j = 0; j < names.size(); j++) {
                if (bits.testBit(j) && NAME.matcher(names.get(j)).matches()) {
                    selected.add(names.get(j));
                }
            }
        }
        return selected;
    }

    /** A feature's scope says whether people (u), organisations (o) or both have it. */
    private static boolean isOfOrgs(String feature) {
        int colon = feature.indexOf(':');
        return colon > 0
                && switch (feature.substring(0, colon)) {
                    case "o", "ou", "uo" -> true;
                    default -> false;
                };
    }

    private static List<String> split(@Nullable Object list) {
        return list instanceof String text && !text.isEmpty()
                ? List.of(text.split(",", -1))
                : List.of();
    }
}
