/** Values for PostgreSQL's array parameters. */
@NullMarked
package dev.rollcall.audit.sql;

import org.jspecify.annotations.NullMarked;
