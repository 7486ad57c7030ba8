package dev.rollcall.testing;

import dev.rollcall.stack.postgres.DatabaseSetup;
import dev.rollcall.stack.postgres.DatabaseUrl;
import dev.rollcall.stack.postgres.Migrations;
import dev.rollcall.stack.postgres.ServiceRole;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database of a test's own on a real PostgreSQL, with the roles and schemas of production and the
 * migrations that are on the class path. The first one of its kind is migrated, the next are copies
 * of it. On a server given by URL the roles' passwords are changed and the databases stay behind.
 */
public final class TestDatabase {

    private static final Map<ServiceRole, String> PASSWORDS = passwords();
    private static final Map<Set<ServiceRole>, String> TEMPLATES = new HashMap<>();

    private final DatabaseUrl admin;

    private TestDatabase(DatabaseUrl admin) {
        this.admin = admin;
    }

    /** A fresh database with the migrations of the named services; with none: empty schemas. */
    public static TestDatabase create(ServiceRole... migrated) {
        synchronized (TEMPLATES) {
            String template =
                    TEMPLATES.computeIfAbsent(
                            new TreeSet<>(Arrays.asList(migrated)), TestDatabase::makeTemplate);
            DatabaseUrl database = Setup.INSTANCE.createDatabase(freshName(), template);
            Setup.INSTANCE.createSchemas(database);
            return new TestDatabase(database);
        }
    }

    /** As a service is given it: {@code postgresql://<its role>:<password>@host:port/database}. */
    public String url(ServiceRole service) {
        return as(service).url();
    }

    /** The administrator's, for what the services may not do. */
    public String adminUrl() {
        return admin.url();
    }

    /** Connections as the service's role, not pooled. */
    public DataSource dataSource(ServiceRole service) {
        return dataSource(as(service));
    }

    /** Connections as the administrator, not pooled. */
    public DataSource adminDataSource() {
        return dataSource(admin);
    }

    /** {@code IDENTITY_DATABASE_URL} and so on, for a {@code TestPropertyProvider}. */
    public Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        for (ServiceRole service : ServiceRole.values()) {
            properties.put(service.urlVariable(), url(service));
        }
        return properties;
    }

    private DatabaseUrl as(ServiceRole service) {
        return admin.withLogin(service.role(), PASSWORDS.getOrDefault(service, ""));
    }

    private static DataSource dataSource(DatabaseUrl url) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url.jdbcUrl());
        source.setUser(url.user());
        source.setPassword(url.password());
        return source;
    }

    private static String makeTemplate(Set<ServiceRole> migrated) {
        DatabaseUrl template = Setup.INSTANCE.createDatabase(freshName());
        Setup.INSTANCE.createSchemas(template);
        List<Migrations> migrations =
                migrated.stream()
                        .map(it -> new Migrations(it, TestDatabase.class.getClassLoader()))
                        .toList();
        Setup.INSTANCE.migrate(template, migrations);
        return template.database();
    }

    private static String freshName() {
        return "test_" + UUID.randomUUID().toString().replace("-", "");
    }

    /** The same in every JVM: several may use one server at the same time. */
    private static Map<ServiceRole, String> passwords() {
        Map<ServiceRole, String> passwords = new EnumMap<>(ServiceRole.class);
        for (ServiceRole service : ServiceRole.values()) {
            passwords.put(service, "only-for-tests");
        }
        return passwords;
    }

    /** Starts the server with the first database. */
    private static final class Setup {
        static final DatabaseSetup INSTANCE = new DatabaseSetup(TestServer.start(), PASSWORDS);

        static {
            INSTANCE.createRoles();
        }
    }
}
