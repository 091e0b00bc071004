package docs

import (
	"cmp"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/interlingua/interlingua/adapters"
	"github.com/interlingua/interlingua/adapters/adapterstest"
	"github.com/interlingua/interlingua/adapters/all"
	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/translate"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// place is one kind of loss on the way from one dialect to another.
type place struct {
	leg                         pb.LossLeg
	path, class, action, detail string
	refused                     bool
}

// pair is a way from one dialect to another, and what is lost on it.
type pair struct {
	from, to adapters.Adapter
	places   []place
}

// pairs gives what the encoders report over all goldens.
func pairs(t *testing.T) []pair {
	t.Helper()
	var out []pair
	for _, from := range all.All() {
		folder := os.DirFS(filepath.Join("..", "adapters", all.Name(from.Dialect()), "testdata"))
		cases := adapterstest.Goldens(t, from.Dialect(), folder)
		for _, to := range all.All() {
			out = append(out, pair{from, to, places(from, to, cases)})
		}
	}
	return out
}

func places(from, to adapters.Adapter, cases []*adapterstest.Case) []place {
	seen := map[place]bool{}
	var out []place
	for _, c := range cases {
		if c.Kind == adapterstest.KindError {
			continue
		}
		j := translate.Job{
			Kind: translate.Kind(c.Kind), From: from, To: to, Body: c.Body, Path: c.Path, Header: c.Header, Array: c.Array,
		}
		for _, l := range j.Run().Losses {
			p := placeOf(l)
			if l.Detail != canon.NoMember && !seen[p] {
				seen[p] = true
				out = append(out, p)
			}
		}
	}
	slices.SortFunc(out, func(a, b place) int {
		return cmp.Or(cmp.Compare(a.leg, b.leg), cmp.Compare(a.path, b.path), cmp.Compare(a.detail, b.detail),
			cmp.Compare(a.class, b.class), cmp.Compare(a.action, b.action))
	})
	return out
}

// anyIndex and anyName are the parts of a pointer that are another one in every document.
var (
	anyIndex = regexp.MustCompile(`/[0-9]+`)
	anyName  = regexp.MustCompile(`/(properties|metadata|labels|\$defs|logit_bias)/[^/]+`)
)

func placeOf(l *pb.Loss) place {
	path := anyName.ReplaceAllString(anyIndex.ReplaceAllString(l.Path, "/*"), "/$1/*")
	return place{
		leg: l.Leg, path: path, detail: l.Detail, refused: l.Refuse,
		class: canon.EnumWord(l.Class.String(), "LOSS_CLASS_"), action: canon.EnumWord(l.Action.String(), "LOSS_ACTION_"),
	}
}
