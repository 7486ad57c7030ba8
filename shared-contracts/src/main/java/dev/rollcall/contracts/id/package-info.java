/** Ids as types: local ids are UUIDv7, Clerk's ids are checked text. */
@NullMarked
package dev.rollcall.contracts.id;

import org.jspecify.annotations.NullMarked;
