/**
 * Bytes on disk: a file cut into raw records, the lock beside it that processes share, and its
 * replacement as a whole. Knows no format, no field and no key.
 */
@NullMarked
package com.example.filedrop.file;

import org.jspecify.annotations.NullMarked;
