package jsonx

import (
	"math/big"
	"strconv"
	"strings"
)

// ParseInt returns the value of the JSON number raw when it is an integer
// within int64, in whatever spelling: 5, 5.0, 50e-1.
func ParseInt(raw string) (int64, bool) {
	if v, err := strconv.ParseInt(raw, 10, 64); err == nil {
		return v, raw[0] != '+'
	}
	d, ok := parseDecimal(raw)
	if !ok {
		return 0, false
	}
	if d.digits == "" {
		return 0, true
	}
	exp, err := strconv.Atoi(d.exp)
	if err != nil || exp < 0 || exp > 19 {
		return 0, false
	}
	v, err := strconv.ParseInt(d.sign+d.digits+strings.Repeat("0", exp), 10, 64)
	if err != nil {
		return 0, false // v would be the nearest limit
	}
	return v, true
}

// decimal is a number in the one form that equal numbers share: sign,
// digits × 10^exp, digits without a zero at either end, and all empty for zero.
type decimal struct{ sign, digits, exp string }

// parseDecimal splits the JSON number raw exactly, however long it is.
func parseDecimal(raw string) (d decimal, ok bool) {
	mantissa, ok := strings.CutPrefix(raw, "-")
	if ok {
		d.sign = "-"
	}
	exp := "0"
	if i := strings.IndexAny(mantissa, "eE"); i >= 0 {
		mantissa, exp = mantissa[:i], mantissa[i+1:]
	}
	whole, frac, _ := strings.Cut(mantissa, ".")
	d.digits = whole + frac
	if d.digits == "" || strings.Trim(d.digits, "0123456789") != "" {
		return decimal{}, false
	}
	trimmed := strings.TrimRight(d.digits, "0")
	shift := len(d.digits) - len(trimmed) - len(frac)
	if d.digits = strings.TrimLeft(trimmed, "0"); d.digits == "" {
		return decimal{}, true
	}
	if len(exp) < 16 {
		e, err := strconv.ParseInt(exp, 10, 64)
		d.exp = strconv.FormatInt(e+int64(shift), 10)
		return d, err == nil
	}
	e, ok := new(big.Int).SetString(exp, 10)
	if !ok {
		return decimal{}, false
	}
	d.exp = e.Add(e, big.NewInt(int64(shift))).String()
	return d, true
}

// sameNumber reports whether two JSON numbers have the same exact value.
func sameNumber(a, b string) bool {
	if a == b {
		return true
	}
	x, okX := parseDecimal(a)
	y, okY := parseDecimal(b)
	return okX && okY && x == y
}

// floatIsExact reports whether v, as [Writer] writes it, equals raw.
func floatIsExact(raw string, v float64) bool {
	// Up to 15 digits a float64 brings any decimal back, save near its limits.
	if len(raw) <= 15 && !strings.ContainsAny(raw, "eE") {
		return true
	}
	var buf [32]byte
	return sameNumber(raw, string(appendFloat(buf[:0], v)))
}
