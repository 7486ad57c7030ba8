/** Clerk's objects and what may be done to them: users, organizations, memberships, sessions. */
@NullMarked
package dev.rollcall.clerk.directory;

import org.jspecify.annotations.NullMarked;
