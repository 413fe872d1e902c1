/**
 * What people read in a browser.
 *
 * <p>In: requests. Out: HTML that works without a script, asks no other host for anything, and
 * shows the text of strangers as text. Words and numbers are made ready in records; templates only
 * place them. Changes nothing.
 */
@NullMarked
package dev.modelgate.reporter.pages;

import org.jspecify.annotations.NullMarked;
