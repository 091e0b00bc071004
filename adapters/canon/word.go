package canon

import "strings"

// EnumWord is an enum value's word as reports, logs and commands spell it: its name without the prefix of its type, in lower case.
func EnumWord(name, prefix string) string { return strings.ToLower(strings.TrimPrefix(name, prefix)) }
