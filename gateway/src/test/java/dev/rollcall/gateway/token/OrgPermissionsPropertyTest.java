package dev.rollcall.gateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What a token was made from is what is read from it; junk grants nothing that is not named. */
class OrgPermissionsPropertyTest {

    /** Features by scope, and what is granted of each: a row of bits for a row of names. */
    record Grants(List<String> features, List<String> names, List<List<Boolean>> bits) {

        Set<String> expected() {
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < features.size(); i++) {
                for (int j = 0; j < names.size(); j++) {
                    if (bits.get(i).get(j) && !features.get(i).startsWith("u:")) {
                        String feature = features.get(i).substring(features.get(i).indexOf(':'));
                        expected.add("org" + feature + ':' + names.get(j));
                    }
                }
            }
            return expected;
        }

        String masks(boolean ofOrgsOnly) {
            List<String> masks = new ArrayList<>();
            for (int i = 0; i < features.size(); i++) {
                if (!ofOrgsOnly || !features.get(i).startsWith("u:")) {
                    BigInteger mask = BigInteger.ZERO;
                    for (int j = 0; j < names.size(); j++) {
                        mask = bits.get(i).get(j) ? mask.setBit(j) : mask;
                    }
                    masks.add(mask.toString());
                }
            }
            return String.join(",", masks);
        }
    }

    @Property
    void whatWasPackedIsUnpacked(@ForAll("grants") Grants grants, @ForAll boolean ofOrgsOnly) {
        assertEquals(
                grants.expected(),
                OrgPermissions.masked(
                        String.join(",", grants.features()),
                        String.join(",", grants.names()),
                        grants.masks(ofOrgsOnly)));
    }

    @Property
    void junkGrantsOnlyWhatItNames(
            @ForAll("junk") String features,
            @ForAll("junk") String names,
            @ForAll("junk") String masks) {
        for (String permission : OrgPermissions.masked(features, names, masks)) {
            assertTrue(permission.matches("org:[a-z0-9_-]+:[a-z0-9_-]+"), permission);
            String[] parts = permission.split(":", -1);
            assertTrue(features.contains("o:" + parts[1]) || features.contains("u:" + parts[1]));
            assertTrue(names.contains(parts[2]));
        }
    }

    @Property
    void aMaskOfAnyLengthIsRead(@ForAll @IntRange(max = 3000) int bit) {
        String names = "p" + ",p".repeat(bit);

        assertEquals(
                Set.of("org:a:p"),
                OrgPermissions.masked("o:a", names, BigInteger.ZERO.setBit(bit).toString()));
    }

    @Provide
    Arbitrary<Grants> grants() {
        Arbitrary<List<String>> features =
                Arbitraries.of("o:", "ou:", "uo:", "u:")
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(6)
                        .map(OrgPermissionsPropertyTest::numbered);
        return features.flatMap(
                scoped ->
                        Arbitraries.integers()
                                .between(1, 80)
                                .flatMap(
                                        count ->
                                                Arbitraries.of(true, false)
                                                        .list()
                                                        .ofSize(count)
                                                        .list()
                                                        .ofSize(scoped.size())
                                                        .map(
                                                                bits ->
                                                                        new Grants(
                                                                                scoped,
                                                                                names(count),
                                                                                bits))));
    }

    @Provide
    Arbitrary<String> junk() {
        return Arbitraries.strings().withChars("ou:,ab19-+ ").ofMaxLength(12);
    }

    private static List<String> numbered(List<String> scopes) {
        List<String> features = new ArrayList<>();
        for (String scope : scopes) {
            features.add(scope + 'f' + features.size());
        }
        return features;
    }

    private static List<String> names(int count) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add("p" + i);
        }
        return names;
    }
}
