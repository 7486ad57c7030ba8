/** The mirror as administrators of the instance read it. */
@NullMarked
package dev.rollcall.identity.admin;

import org.jspecify.annotations.NullMarked;
