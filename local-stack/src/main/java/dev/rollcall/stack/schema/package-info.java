/** Whether a live database has the schema that the migrations make, and what restores it. */
@NullMarked
package dev.rollcall.stack.schema;

import org.jspecify.annotations.NullMarked;
