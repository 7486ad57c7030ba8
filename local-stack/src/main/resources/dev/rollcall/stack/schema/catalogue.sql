-- What the schemas hold, each thing as the statement that would make it.
WITH schemas AS (
    SELECT oid, nspname, nspacl, nspowner FROM pg_namespace WHERE nspname = ANY (?)
), relations AS (
    SELECT c.*, s.nspname,
           format('%I.%I', s.nspname, c.relname) AS name
      FROM pg_class c
      JOIN schemas s ON s.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p', 'v', 'S') AND c.relname <> 'flyway_schema_history'
), tables AS (
    SELECT * FROM relations WHERE relkind IN ('r', 'p') AND NOT relispartition
), columns AS (
    SELECT t.oid, t.name, t.relkind, a.attname, a.attnum, a.attacl, a.attnotnull,
           format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
               || CASE WHEN a.attgenerated = 's'
                       THEN format(' GENERATED ALWAYS AS (%s) STORED', pg_get_expr(d.adbin, d.adrelid))
                       WHEN a.attidentity <> '' THEN ' GENERATED '
                            || CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END || ' AS IDENTITY'
                       WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
                       ELSE '' END
               || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS definition
      FROM tables t
      JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
), functions AS (
    SELECT p.*, s.nspname,
           format('%I.%I(%s)', s.nspname, p.proname, pg_get_function_identity_arguments(p.oid)) AS name
      FROM pg_proc p
      JOIN schemas s ON s.oid = p.pronamespace
     WHERE p.prokind IN ('f', 'p')
), privileges AS (
    SELECT s.nspname, false AS partition, true AS own_use, format('SCHEMA %I', s.nspname) AS object,
           acl.privilege_type AS privilege, acl.grantee
      FROM schemas s, aclexplode(s.nspacl) acl
     WHERE acl.grantee <> s.nspowner
     UNION ALL
    SELECT r.nspname, r.relispartition, false,
           CASE r.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || r.name,
           acl.privilege_type, acl.grantee
      FROM relations r, aclexplode(r.relacl) acl
     WHERE acl.grantee <> r.relowner
     UNION ALL
    SELECT r.nspname, r.relispartition, false, 'TABLE ' || r.name,
           format('%s (%I)', acl.privilege_type, a.attname), acl.grantee
      FROM relations r
      JOIN pg_attribute a ON a.attrelid = r.oid AND a.attacl IS NOT NULL,
           aclexplode(a.attacl) acl
     UNION ALL
    SELECT f.nspname, false, true, 'FUNCTION ' || f.name, acl.privilege_type, acl.grantee
      FROM functions f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) acl
     WHERE acl.grantee <> f.proowner
), grants AS (
    SELECT p.*, CASE WHEN p.grantee = 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END AS role
      FROM privileges p
      LEFT JOIN pg_roles r ON r.oid = p.grantee
)
SELECT 'table' AS kind, t.name,
       CASE t.relkind WHEN 'r' THEN format('CREATE TABLE %s ()', t.name)
            ELSE format('CREATE TABLE %s (%s) PARTITION BY %s', t.name,
                        (SELECT string_agg(c.definition, ', ' ORDER BY c.attnum)
                           FROM columns c WHERE c.oid = t.oid),
                        pg_get_partkeydef(t.oid)) END AS statement
  FROM tables t
 UNION ALL
SELECT 'column', format('%s.%I', c.name, c.attname),
       format('ALTER TABLE %s ADD COLUMN %s', c.name, c.definition)
  FROM columns c
 UNION ALL
SELECT 'constraint', format('%s.%I', t.name, k.conname),
       format('ALTER TABLE %s%s ADD CONSTRAINT %I %s', CASE t.relkind WHEN 'p' THEN 'ONLY ' ELSE '' END,
              t.name, k.conname, pg_get_constraintdef(k.oid))
  FROM tables t
  JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')
 UNION ALL
SELECT 'index', format('%I.%I', t.nspname, i.relname),
       pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ' INVALID' END
  FROM tables t
  JOIN pg_index x ON x.indrelid = t.oid
  JOIN pg_class i ON i.oid = x.indexrelid
 WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k
                    WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
 UNION ALL
SELECT 'function', f.name, pg_get_functiondef(f.oid)
  FROM functions f
 UNION ALL
SELECT 'view', r.name,
       format('CREATE OR REPLACE VIEW %s%s AS%s', r.name,
              coalesce(' WITH (' || array_to_string(r.reloptions, ', ') || ')', ''),
              E'\n' || pg_get_viewdef(r.oid))
  FROM relations r
 WHERE r.relkind = 'v'
 UNION ALL
SELECT 'trigger', format('%s.%I', t.name, g.tgname), pg_get_triggerdef(g.oid)
  FROM tables t
  JOIN pg_trigger g ON g.tgrelid = t.oid AND NOT g.tgisinternal
 UNION ALL
SELECT 'owner', r.name, format('ALTER TABLE %s OWNER TO %I', r.name, pg_get_userbyid(r.relowner))
  FROM relations r
 WHERE NOT r.relispartition AND r.relkind <> 'S'
 UNION ALL
SELECT 'owner', f.name, format('ALTER FUNCTION %s OWNER TO %I', f.name, pg_get_userbyid(f.proowner))
  FROM functions f
 UNION ALL
SELECT 'rls', t.name || ' enabled', format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t.name)
  FROM tables t
 WHERE t.relrowsecurity
 UNION ALL
SELECT 'rls', t.name || ' forced', format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t.name)
  FROM tables t
 WHERE t.relforcerowsecurity
 UNION ALL
SELECT 'policy', format('%s.%I', t.name, p.polname),
       format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, t.name,
              CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
              CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
                            WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
              (SELECT string_agg(CASE WHEN member = 0 THEN 'PUBLIC'
                                      ELSE quote_ident(pg_get_userbyid(member)) END, ', ' ORDER BY member)
                 FROM unnest(p.polroles) member))
           || coalesce(' USING (' || pg_get_expr(p.polqual, p.polrelid) || ')', '')
           || coalesce(' WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')', '')
  FROM tables t
  JOIN pg_policy p ON p.polrelid = t.oid
 UNION ALL
SELECT 'grant', format('%s ON %s TO %s', g.privilege, g.object, g.role),
       format('GRANT %s ON %s TO %s', g.privilege, g.object, g.role)
  FROM grants g
 WHERE g.role LIKE 'rollcall\_%' AND NOT g.partition
    OR g.role NOT LIKE 'rollcall\_%'
       -- the interface is there to be given on; only its views are not for everybody
       AND (g.nspname <> 'rollcall' OR g.role IN ('PUBLIC', 'anon', 'authenticated') AND NOT g.own_use
            OR g.role IN ('PUBLIC', 'anon'))
 UNION ALL
SELECT 'publication', format('%I of %I.%I', p.pubname, p.schemaname, p.tablename),
       format('ALTER PUBLICATION %I ADD TABLE %I.%I', p.pubname, p.schemaname, p.tablename)
  FROM pg_publication_tables p
  JOIN schemas s ON s.nspname = p.schemaname
