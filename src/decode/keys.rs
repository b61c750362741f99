//! The keys of a table as rows.

/// Makes a table of rows readable: a row is a key, what it is read by, whether it must be there, and what it means.
///
/// ```text
/// keys! {
///     /// The table `[run]`.
///     pub(super) struct RunKeys {
///         seed: u64 = seed => or("1") "The seed of all randomness";
///         precision: Option<Fraction> = share => optional "Half-width at which to stop";
///         title: String = words => required "What it is called";
///     }
/// }
/// ```
///
/// makes the struct, and `RunKeys::read`, which reads the table or fills in its schema, from which the documentation is
/// made too. What stands in `or` is the value of a key that is left out, as it would be written in the file: it is read
/// by the same decoder, so decoder, schema and documentation cannot disagree about it.
///
/// Where the struct is the model's own, `pub(super) fn pay_keys() -> Pay { … }` makes the reader alone, and its rows have
/// no types. What a table is given besides its keys, such as its name, stands in brackets behind the name; in a struct it
/// becomes a field, unless it stands behind `with` and only helps to read.
///
/// A row `beside` is no key: what makes its value reads keys of its own, which stand in the same table.
///
/// A table has a value only where every key that is `required` is sound. A key that is needed unless another stands does not
/// hold the value back: its fault is reported, and faults of other tables are still found. Rules between keys are ordinary calls, after
/// the rows; those that belong into the schema come before anything is made of the value.
macro_rules! keys {
    (
        $(#[$about:meta])*
        $visible:vis struct $name:ident $(($($given:ident: $given_type:ty),*))? $(with ($($besides:ident: $besides_type:ty),*))? {
            $($key:ident: $type:ty = $decode:expr => $how:ident $(($($by:expr),*))? $meaning:literal;)*
        }
    ) => {
        $(#[$about])*
        $visible struct $name {
            $($($visible $given: $given_type,)*)?
            $(#[doc = $meaning] $visible $key: $type,)*
        }

        impl $name {
            $visible fn read(
                fields: &mut $crate::decode::Fields<'_>
                $($(, $given: $given_type)*)?
                $($(, $besides: $besides_type)*)?
            ) -> Option<Self> {
                $crate::decode::keys!(@read fields $name [$($(($given $given))*)?] $($key = $decode => $how $(($($by),*))? $meaning;)*)
            }
        }
    };
    (
        $(#[$about:meta])*
        $visible:vis fn $name:ident ($($given:ident: $given_type:ty),*) -> $made:ident {
            $($key:ident = $decode:expr => $how:ident $(($($by:expr),*))? $meaning:literal;)*
        }
    ) => {
        $(#[$about])*
        $visible fn $name(fields: &mut $crate::decode::Fields<'_> $(, $given: $given_type)*) -> Option<$made> {
            $crate::decode::keys!(@read fields $made [] $($key = $decode => $how $(($($by),*))? $meaning;)*)
        }
    };

    // One row after the other, so that `value` is another variable in each and no decoder is hidden by a key of its name.
    (@read $fields:ident $name:ident [$($done:tt)*]
        $key:ident = $decode:expr => required $meaning:literal; $($rest:tt)*
    ) => {{
        let value = $fields.required(stringify!($key), $meaning, $decode);
        $crate::decode::keys!(@read $fields $name [$($done)* ($key value?)] $($rest)*)
    }};
    (@read $fields:ident $name:ident [$($done:tt)*]
        $key:ident = $decode:expr => required_unless($other:expr) $meaning:literal; $($rest:tt)*
    ) => {{
        let value = $fields.required_unless($other, stringify!($key), $meaning, $decode);
        $crate::decode::keys!(@read $fields $name [$($done)* ($key value)] $($rest)*)
    }};
    (@read $fields:ident $name:ident [$($done:tt)*]
        $key:ident = $decode:expr => required_unless_either($other:expr, $word:expr) $meaning:literal; $($rest:tt)*
    ) => {{
        let value = $fields.required_unless_either($other, $word, stringify!($key), $meaning, $decode);
        $crate::decode::keys!(@read $fields $name [$($done)* ($key value)] $($rest)*)
    }};
    (@read $fields:ident $name:ident [$($done:tt)*]
        $key:ident = $decode:expr => beside $meaning:literal; $($rest:tt)*
    ) => {{
        let value = ($decode)($fields);
        $crate::decode::keys!(@read $fields $name [$($done)* ($key value?)] $($rest)*)
    }};
    (@read $fields:ident $name:ident [$($done:tt)*]
        $key:ident = $decode:expr => optional $meaning:literal; $($rest:tt)*
    ) => {{
        let value = $fields.optional(stringify!($key), $meaning, $decode);
        $crate::decode::keys!(@read $fields $name [$($done)* ($key value)] $($rest)*)
    }};
    (@read $fields:ident $name:ident [$($done:tt)*]
        $key:ident = $decode:expr => or($written:expr) $meaning:literal; $($rest:tt)*
    ) => {{
        let value = $fields.or(stringify!($key), $meaning, $written, $decode);
        $crate::decode::keys!(@read $fields $name [$($done)* ($key value?)] $($rest)*)
    }};
    (@read $fields:ident $name:ident [$(($key:ident $($value:tt)*))*]) => {
        Some($name { $($key: $($value)*),* })
    };
}

pub(crate) use keys;
