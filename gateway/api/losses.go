package api

import (
	"bytes"
	"cmp"
	"net/http"
	"slices"
	"strconv"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/adapters/jsonx"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// lossBytesMost bounds the list of the loss report, in whole entries. As a trailer it has to fit, with its name and the count, into
// the 4 KB that clients in Go read of trailers: they take a longer one for a broken answer.
const lossBytesMost = 4<<10 - 128

// lossHeaders reports the losses so far in the answer's headers.
func (x *exchange) lossHeaders() { setLosses(x.w.Header(), "", x.losses) }

// announceTrailers says that the whole report follows the body. It must come before the header is written.
func (x *exchange) announceTrailers() {
	x.w.Header().Set("Trailer", headerLoss+", "+headerLossCount)
}

// lossTrailers reports all losses after the body.
func (x *exchange) lossTrailers() { setLosses(x.w.Header(), "", x.losses) }

// setLosses writes the report into headers, gravest first; prefix is for trailers that were not announced.
func setLosses(h http.Header, prefix string, losses []*pb.Loss) {
	if len(losses) == 0 {
		return
	}
	h.Set(prefix+headerLossCount, strconv.Itoa(len(losses)))
	h.Set(prefix+headerLoss, lossList(losses, lossBytesMost))
}

// lossList writes losses as an ASCII JSON list of at most limit bytes, by whole entries.
func lossList(losses []*pb.Loss, limit int) string {
	sorted := slices.Clone(losses)
	slices.SortStableFunc(sorted, func(a, b *pb.Loss) int { return cmp.Compare(grave(b), grave(a)) })
	list := append(make([]byte, 0, min(lossBytes*len(losses), limit)), '[')
	var w jsonx.Writer
	for i, l := range sorted {
		end := len(list)
		if i > 0 {
			list = append(list, ',')
		}
		if list = appendLoss(&w, list, l); len(list)+len("]") > limit {
			list = list[:end]
			break
		}
	}
	return string(append(list, ']'))
}

// lossBytes is room for a loss in the list: most are shorter.
const lossBytes = 128

// appendLoss appends one loss as ASCII JSON.
func appendLoss(w *jsonx.Writer, list []byte, l *pb.Loss) []byte {
	w.Reset(list)
	o := w.Object("")
	o.Str("path", l.Path)
	o.Str("class", canon.EnumWord(l.Class.String(), "LOSS_CLASS_"))
	o.Str("action", canon.EnumWord(l.Action.String(), "LOSS_ACTION_"))
	o.Str("leg", canon.EnumWord(l.Leg.String(), "LOSS_LEG_"))
	o.End()
	return ascii(w.Bytes(), len(list))
}

// grave orders losses: refused ones first, then by what was done.
func grave(l *pb.Loss) int {
	rank := 0
	switch l.Action {
	case pb.LossAction_LOSS_ACTION_DROPPED:
		rank = 4
	case pb.LossAction_LOSS_ACTION_WITHHELD:
		rank = 3
	case pb.LossAction_LOSS_ACTION_APPROXIMATED:
		rank = 2
	}
	if l.Refuse {
		rank += 8
	}
	return rank
}

// ascii escapes what a header may not hold in a text from a position on: JSON has non-ASCII characters inside strings only.
func ascii(text []byte, from int) []byte {
	plain := func(r rune) bool { return r < 0x7f }
	if !bytes.ContainsFunc(text[from:], func(r rune) bool { return !plain(r) }) {
		return text
	}
	raw := string(text[from:])
	text = text[:from]
	for _, r := range raw {
		switch {
		case plain(r):
			text = append(text, byte(r))
		case r > 0xffff:
			r -= 0x10000
			text = appendUnit(appendUnit(text, 0xd800+(r>>10)), 0xdc00+(r&0x3ff))
		default:
			text = appendUnit(text, r)
		}
	}
	return text
}

func appendUnit(text []byte, unit rune) []byte {
	const hex = "0123456789abcdef"
	text = append(text, `\u`...)
	for shift := 12; shift >= 0; shift -= 4 {
		text = append(text, hex[unit>>shift&15])
	}
	return text
}

// dialectName is a dialect's word in logs and metrics.
func dialectName(d pb.Dialect) string { return canon.EnumWord(d.String(), "DIALECT_") }
