/** People as the log knows them: an alias and a key each, destroyed by erasure. */
@NullMarked
package dev.rollcall.audit.subjectkey;

import org.jspecify.annotations.NullMarked;
