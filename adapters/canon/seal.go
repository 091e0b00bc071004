package canon

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"strings"

	"google.golang.org/protobuf/proto"

	pb "github.com/interlingua/interlingua/gen/interlingua/v1beta1"
)

// envelopeMagic begins every envelope. Its length is a multiple of three, so that its base64 text is a prefix of the
// envelope's text.
const envelopeMagic = "ilseal"

const (
	envelopeVersion = 1
	envelopeMACSize = 16
)

// publicKey signs where no secret key is configured: it is published here, so that it detects damage only.
const publicKey = "interlingua: a published key that detects damage, not forgery"

// standardAlphabet writes URL-safe base64 in the standard alphabet.
var standardAlphabet = strings.NewReplacer("-", "+", "_", "/")

// EnvelopeStatus says what Open found.
type EnvelopeStatus int

// What Open may find.
const (
	// NotEnvelope is data of somebody else's.
	NotEnvelope EnvelopeStatus = iota
	// EnvelopeOpened is a sound envelope.
	EnvelopeOpened
	// EnvelopeDamaged is an envelope that was changed or signed with an unknown key.
	EnvelopeDamaged
)

// Sealer packs sealed parts into an envelope that travels in another dialect's opaque field, and opens it again. It is
// safe for concurrent use. A nil *Sealer signs with the published constant.
type Sealer struct{ keys [][]byte }

// NewSealer makes a sealer that signs with key and also opens envelopes signed with old keys.
func NewSealer(key []byte, old ...[]byte) *Sealer {
	return &Sealer{keys: append([][]byte{key}, old...)}
}

// Pack puts complete sealed parts, in order, into an envelope: plain padded base64 of magic, version, payload and MAC. The
// same parts give the same text.
func (s *Sealer) Pack(parts []*pb.Part) (string, error) {
	data := append([]byte(envelopeMagic), envelopeVersion)
	data, err := proto.MarshalOptions{Deterministic: true}.MarshalAppend(data, &pb.Message{Parts: parts})
	if err != nil {
		return "", err
	}
	data = append(data, mac(s.signingKey(), data)...)
	return base64.StdEncoding.EncodeToString(data), nil
}

// Open recognises an envelope and gives the parts in it, each with its seal.
func (s *Sealer) Open(text string) ([]*pb.Part, EnvelopeStatus) {
	if !strings.HasPrefix(text, EnvelopePrefix) {
		return nil, NotEnvelope
	}
	// Some clients hold signatures as bytes, and write them in the other alphabet.
	data, err := base64.StdEncoding.DecodeString(standardAlphabet.Replace(text))
	if err != nil || len(data) < len(envelopeMagic)+1+envelopeMACSize {
		return nil, EnvelopeDamaged
	}
	body, sum := data[:len(data)-envelopeMACSize], data[len(data)-envelopeMACSize:]
	if !s.verify(body, sum) || body[len(envelopeMagic)] != envelopeVersion {
		return nil, EnvelopeDamaged
	}
	var m pb.Message
	if err := proto.Unmarshal(body[len(envelopeMagic)+1:], &m); err != nil {
		return nil, EnvelopeDamaged
	}
	return m.Parts, EnvelopeOpened
}

func (s *Sealer) signingKey() []byte {
	if s == nil || len(s.keys) == 0 || len(s.keys[0]) == 0 {
		return []byte(publicKey)
	}
	return s.keys[0]
}

func (s *Sealer) verify(body, sum []byte) bool {
	if s == nil || len(s.keys) == 0 {
		return hmac.Equal(mac([]byte(publicKey), body), sum)
	}
	for _, k := range s.keys {
		if len(k) == 0 {
			k = []byte(publicKey)
		}
		if hmac.Equal(mac(k, body), sum) {
			return true
		}
	}
	return false
}

func mac(key, data []byte) []byte {
	h := hmac.New(sha256.New, key)
	h.Write(data)
	return h.Sum(nil)[:envelopeMACSize]
}

// EnvelopePrefix is the base64 text with which every envelope begins.
const EnvelopePrefix = "aWxzZWFs"

// IsEnvelope reports whether a text looks like an envelope, without opening it.
func IsEnvelope(text string) bool { return strings.HasPrefix(text, EnvelopePrefix) }

// Readable reports whether an upstream of the dialect can read a seal: it issued it, as far as is known.
func Readable(seal *pb.Seal, d pb.Dialect, upstream string) bool {
	if seal == nil || seal.Issuer != d {
		return false
	}
	return seal.Upstream == "" || upstream == "" || seal.Upstream == upstream
}
