package dev.rollcall.stack.adopt;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a row of users or organisations must be to be imported. Pure. */
final class ImportRules {

    static final Set<String> USER_COLUMNS =
            Set.of("id", "clerk_id", "external_id", "email", "email_verified", "created_at");
    static final Set<String> ORG_COLUMNS = Set.of("id", "clerk_id", "name", "created_at");
    static final Set<String> REQUIRED = Set.of("id");

    private static final Pattern UUID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern CLERK_USER = Pattern.compile("user_[A-Za-z0-9]{1,120}");
    private static final Pattern CLERK_ORG = Pattern.compile("org_[A-Za-z0-9]{1,120}");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cc}]{1,256}@[^\\s@\\p{Cc}]{1,255}");
    private static final Pattern TEXT = Pattern.compile("[^\\p{Cc}\\p{Cs}]{0,255}");

    private ImportRules() {}

    static List<Csv.Fault> checkUsers(Csv users) {
        List<Csv.Fault> faults = new ArrayList<>(users.faults());
        for (Csv.Row row : users.rows()) {
            checkCommon(row, CLERK_USER, faults);
            matches(row, "email", EMAIL, "email is no address", faults);
            matches(
                    row,
                    "external_id",
                    TEXT,
                    "external_id is too long or has odd characters",
                    faults);
            String verified = row.get("email_verified").toLowerCase(Locale.ROOT);
            if (!Set.of("", "true", "false").contains(verified)) {
                faults.add(new Csv.Fault(row.line(), "email_verified is true, false or empty"));
            }
        }
        unique(users, faults);
        return faults;
    }

    static List<Csv.Fault> checkOrgs(Csv orgs) {
        List<Csv.Fault> faults = new ArrayList<>(orgs.faults());
        for (Csv.Row row : orgs.rows()) {
            checkCommon(row, CLERK_ORG, faults);
            matches(row, "name", TEXT, "name is too long or has odd characters", faults);
            if (row.get("clerk_id").isEmpty() && row.get("name").isEmpty()) {
                faults.add(new Csv.Fault(row.line(), "without a clerk_id it needs a name"));
            }
        }
        unique(orgs, faults);
        return faults;
    }

    private static void checkCommon(Csv.Row row, Pattern clerkId, List<Csv.Fault> faults) {
        if (!UUID.matcher(row.get("id")).matches()) {
            faults.add(new Csv.Fault(row.line(), "id is no uuid in lower case"));
        }
        matches(row, "clerk_id", clerkId, "clerk_id has the wrong form", faults);
        try {
            if (!row.get("created_at").isEmpty()) {
                OffsetDateTime.parse(row.get("created_at"));
            }
        } catch (DateTimeException notATime) {
            faults.add(
                    new Csv.Fault(
                            row.line(), "created_at is no time such as 2026-01-31T12:00:00Z"));
        }
    }

    private static void matches(
            Csv.Row row, String column, Pattern form, String fault, List<Csv.Fault> faults) {
        String value = row.get(column);
        if (!value.isEmpty() && !form.matcher(value).matches()) {
            faults.add(new Csv.Fault(row.line(), fault));
        }
    }

    private static void unique(Csv table, List<Csv.Fault> faults) {
        for (String column : List.of("id", "clerk_id")) {
            Set<String> seen = new HashSet<>();
            for (Csv.Row row : table.rows()) {
                if (!row.get(column).isEmpty() && !seen.add(row.get(column))) {
                    faults.add(new Csv.Fault(row.line(), column + " stands there twice"));
                }
            }
        }
    }
}
