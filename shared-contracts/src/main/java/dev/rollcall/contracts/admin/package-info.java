/** What administrators of the instance read of the mirror. */
@NullMarked
package dev.rollcall.contracts.admin;

import org.jspecify.annotations.NullMarked;
