package jsonx

// Every method here writes one member, unless the own members override k.
// Those ending in Opt leave out nil, those ending in NonEmpty leave out "".

// Str writes a string.
func (o Object) Str(k, v string) {
	if o.Key(k) {
		o.w.Str(v)
	}
}

// StrOpt writes a string unless v is nil.
func (o Object) StrOpt(k string, v *string) {
	if v != nil {
		o.Str(k, *v)
	}
}

// StrNonEmpty writes a string unless it is empty.
func (o Object) StrNonEmpty(k, v string) {
	if v != "" {
		o.Str(k, v)
	}
}

// StrConcat writes the pieces, joined, as one string. A character must not be
// cut between two of them.
func (o Object) StrConcat(k string, parts ...string) {
	if o.Key(k) {
		o.w.StrConcat(parts...)
	}
}

// StrConcat writes the pieces, joined, as one string. A character must not be
// cut between two of them.
func (w *Writer) StrConcat(parts ...string) {
	w.sep()
	w.buf = append(w.buf, '"')
	for _, p := range parts {
		w.buf = appendEscaped(w.buf, p)
	}
	w.buf = append(w.buf, '"')
}

// Strs writes an array of strings, also when there are none.
func (o Object) Strs(k string, v []string) {
	if o.Array(k) {
		for _, s := range v {
			o.w.Str(s)
		}
		o.w.EndArray()
	}
}

// Int writes an integer.
func (o Object) Int(k string, v int64) {
	if o.Key(k) {
		o.w.Int(v)
	}
}

// IntOpt writes an integer unless v is nil.
func (o Object) IntOpt(k string, v *int64) {
	if v != nil {
		o.Int(k, *v)
	}
}

// Int32Opt writes an integer unless v is nil.
func (o Object) Int32Opt(k string, v *int32) {
	if v != nil {
		o.Int(k, int64(*v))
	}
}

// Float writes a number as [Writer.Float] does.
func (o Object) Float(k string, v float64) {
	if o.Key(k) {
		o.w.Float(v)
	}
}

// FloatOpt writes a number as [Writer.Float] does, unless v is nil.
func (o Object) FloatOpt(k string, v *float64) {
	if v != nil {
		o.Float(k, *v)
	}
}

// Bool writes true or false.
func (o Object) Bool(k string, v bool) {
	if o.Key(k) {
		o.w.Bool(v)
	}
}

// BoolOpt writes true or false unless v is nil.
func (o Object) BoolOpt(k string, v *bool) {
	if v != nil {
		o.Bool(k, *v)
	}
}

// Null writes null.
func (o Object) Null(k string) { o.Raw(k, "null") }

// Raw writes one valid JSON value as [Writer.Raw] does.
func (o Object) Raw(k, json string) {
	if o.Key(k) {
		o.w.Raw(json)
	}
}

// RawNonEmpty writes one valid JSON value unless json is "".
func (o Object) RawNonEmpty(k, json string) {
	if json != "" {
		o.Raw(k, json)
	}
}
