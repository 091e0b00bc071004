package canon_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"

	"github.com/interlingua/interlingua/adapters/canon"
	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

func sealed(p *pb.Part, issuer pb.Dialect, data string) *pb.Part {
	p.Seal = &pb.Seal{Issuer: issuer, Upstream: "up", Model: "m", Data: data}
	return p
}

func reasoning(text string) *pb.Part {
	return &pb.Part{Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Text: text}}}
}

func pack(tb testing.TB, s *canon.Sealer, parts ...*pb.Part) string {
	tb.Helper()
	text, err := s.Pack(parts)
	if err != nil {
		tb.Fatal(err)
	}
	return text
}

func TestSealer(t *testing.T) {
	parts := []*pb.Part{
		sealed(reasoning("thought"), pb.Dialect_DIALECT_CLAUDE, "c2ln"),
		sealed(&pb.Part{Id: "rs_1", Content: &pb.Part_Reasoning{Reasoning: &pb.ReasoningContent{Summaries: []string{"a", "b"}, Redacted: true}}}, pb.Dialect_DIALECT_RESPONSES, "gAAA"),
	}
	key, other := canon.NewSealer([]byte("key")), canon.NewSealer([]byte("other"))
	for _, c := range []struct {
		name          string
		packer, other *canon.Sealer
		want          canon.EnvelopeStatus
	}{
		{"nil", nil, nil, canon.EnvelopeOpened},
		{"key", key, key, canon.EnvelopeOpened},
		{"old_key", key, canon.NewSealer([]byte("new"), []byte("key")), canon.EnvelopeOpened},
		{"empty_key_is_the_published_one", canon.NewSealer(nil), nil, canon.EnvelopeOpened},
		{"unknown_key", key, other, canon.EnvelopeDamaged},
		{"published_key_is_not_enough", nil, key, canon.EnvelopeDamaged},
		{"secret_key_unknown_to_the_reader", key, nil, canon.EnvelopeDamaged},
	} {
		t.Run(c.name, func(t *testing.T) {
			text := pack(t, c.packer, parts...)
			if !canon.IsEnvelope(text) || text != pack(t, c.packer, parts...) {
				t.Error("not an envelope, or not the same twice")
			}
			if _, err := base64.StdEncoding.Strict().DecodeString(text); err != nil {
				t.Error("not plain base64")
			}
			got, status := c.other.Open(text)
			if status != c.want {
				t.Fatalf("status %v", status)
			}
			if status != canon.EnvelopeOpened {
				return
			}
			for i := range parts {
				if len(got) != len(parts) || !proto.Equal(got[i], parts[i]) {
					t.Fatalf("got %v", got)
				}
			}
		})
	}
}

// Some clients hold opaque state as bytes, and choose their own base64 for it.
func TestSealerAlphabets(t *testing.T) {
	want := sealed(reasoning("???>>>~~~"), pb.Dialect_DIALECT_CLAUDE, "c2ln")
	text := pack(t, nil, want)
	other := strings.NewReplacer("+", "-", "/", "_").Replace(text)
	if other == text {
		t.Fatal("the envelope is the same in both alphabets")
	}
	var s *canon.Sealer
	if got, status := s.Open(other); status != canon.EnvelopeOpened || len(got) != 1 || !proto.Equal(got[0], want) {
		t.Errorf("status %v: %v", status, got)
	}
}

func TestSealerDamage(t *testing.T) {
	s := canon.NewSealer([]byte("key"))
	text := pack(t, s, sealed(reasoning("thought"), pb.Dialect_DIALECT_GEMINI, "x"))
	for _, data := range []string{"", "c2lnbmF0dXJl", "aWxzZWF", "gAAAAABo"} {
		if _, status := s.Open(data); status != canon.NotEnvelope || canon.IsEnvelope(data) {
			t.Errorf("%q: %v", data, status)
		}
	}
	for i := len(canon.EnvelopePrefix); i < len(text); i++ {
		changed := []byte(text)
		if changed[i] = 'A'; text[i] == 'A' {
			changed[i] = 'B'
		}
		// The last characters may have bits that stand for nothing.
		if _, status := s.Open(string(changed)); status != canon.EnvelopeDamaged && i < len(text)-3 {
			t.Errorf("a change at %d: %v", i, status)
		}
	}
	for _, data := range []string{text[:len(text)-4], text[:len(canon.EnvelopePrefix)], text + "AAAA", strings.ToUpper(text[:8]) + text[8:], text[:20] + "!" + text[21:]} {
		if _, status := s.Open(data); status == canon.EnvelopeOpened {
			t.Errorf("%q was opened", data)
		}
	}
}

func TestReadable(t *testing.T) {
	seal := func(issuer pb.Dialect, upstream string) *pb.Seal { return &pb.Seal{Issuer: issuer, Upstream: upstream} }
	for _, c := range []struct {
		seal     *pb.Seal
		upstream string
		want     bool
	}{
		{nil, "", false},
		{seal(pb.Dialect_DIALECT_CLAUDE, ""), "", true},
		{seal(pb.Dialect_DIALECT_CLAUDE, "a"), "", true},
		{seal(pb.Dialect_DIALECT_CLAUDE, ""), "a", true},
		{seal(pb.Dialect_DIALECT_CLAUDE, "a"), "a", true},
		{seal(pb.Dialect_DIALECT_CLAUDE, "a"), "b", false},
		{seal(pb.Dialect_DIALECT_GEMINI, "a"), "a", false},
		{seal(pb.Dialect_DIALECT_UNSPECIFIED, ""), "", false},
	} {
		if got := canon.Readable(c.seal, pb.Dialect_DIALECT_CLAUDE, c.upstream); got != c.want {
			t.Errorf("%v to %q: %v", c.seal, c.upstream, got)
		}
	}
}

func FuzzSealerOpen(f *testing.F) {
	s := canon.NewSealer([]byte("key"))
	f.Add(canon.EnvelopePrefix)
	f.Add(pack(f, s, sealed(reasoning("thought"), pb.Dialect_DIALECT_GEMINI, "x")))
	f.Fuzz(func(t *testing.T, text string) {
		parts, status := s.Open(text)
		if status == canon.EnvelopeOpened && pack(t, s, parts...) == "" || status != canon.EnvelopeOpened && parts != nil {
			t.Errorf("%v, %v", parts, status)
		}
	})
}

func BenchmarkSealer(b *testing.B) {
	s := canon.NewSealer([]byte("key"))
	parts := []*pb.Part{sealed(reasoning(strings.Repeat("a thought ", 200)), pb.Dialect_DIALECT_CLAUDE, strings.Repeat("c2ln", 200))}
	text := pack(b, s, parts...)
	b.Run("pack", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			pack(b, s, parts...)
		}
	})
	b.Run("open", func(b *testing.B) {
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			if _, status := s.Open(text); status != canon.EnvelopeOpened {
				b.Fatal(status)
			}
		}
	})
	b.Run("open_other", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			s.Open("gAAAAABo")
		}
	})
}
