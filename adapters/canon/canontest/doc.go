// Package canontest generates canonical documents for property tests: requests and responses that any decoder might
// give, in all fields of the model.
//
// They are well-formed, not well-behaved: JSON fields hold JSON, results answer calls, candidates have ascending indexes,
// and extensions are joined as canon.Keep joins them; but texts may be empty or blank, roles follow one another in any
// order, and arguments may be no JSON at all, as models write them.
package canontest
