declare const brand: unique symbol;

/** A value that only its own `parse` makes: a plain string or number at run time, a type of its own for the compiler. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
