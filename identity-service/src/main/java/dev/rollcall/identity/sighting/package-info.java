/** What any path has seen at Clerk, and the one way it reaches the tables. */
@NullMarked
package dev.rollcall.identity.sighting;

import org.jspecify.annotations.NullMarked;
