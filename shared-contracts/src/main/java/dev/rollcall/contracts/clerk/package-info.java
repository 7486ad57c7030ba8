/** What is derived from Clerk's own settings. */
@NullMarked
package dev.rollcall.contracts.clerk;

import org.jspecify.annotations.NullMarked;
