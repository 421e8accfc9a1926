/**
 * JSON: NDJSON files, one object per line in UTF-8, and the side file that says which fields a
 * dataset has. The only package that knows Jackson.
 */
@NullMarked
package com.example.filedrop.json;

import org.jspecify.annotations.NullMarked;
