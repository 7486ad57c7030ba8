/** Takes over the users and organisations of an existing table, with their ids. */
@NullMarked
package dev.rollcall.stack.adopt;

import org.jspecify.annotations.NullMarked;
