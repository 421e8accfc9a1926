/** CSV files: takes in raw records with a header, hands on cells in their types, and back. */
@NullMarked
package com.example.filedrop.csv;

import org.jspecify.annotations.NullMarked;
