/** What a person reads of their own organisations. */
@NullMarked
package dev.rollcall.contracts.tenant;

import org.jspecify.annotations.NullMarked;
