// Package auth checks the clients' keys. Keys are configured as hashes and compared in constant time.
package auth

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"net/http"
	"strings"

	"github.com/interlingua/interlingua/adapters/canon"
	"github.com/interlingua/interlingua/gateway/config"
)

// Key is a client that was recognised.
type Key struct {
	// Name stands for the key in logs and metrics.
	Name string
	// Headers are taken as sent by the client where it does not send them. May be nil.
	Headers map[string]string
	// Losses is the key's own policy by class of loss. May be nil.
	Losses map[string]string

	sum    [sha256.Size]byte
	models []string
}

// Allows reports whether the key may use a model. A nil key, of a server without authentication, may use all.
func (k *Key) Allows(model string) bool {
	if k == nil || len(k.models) == 0 {
		return true
	}
	for _, pattern := range k.models {
		if canon.Match(pattern, model) {
			return true
		}
	}
	return false
}

// Keys are all keys of a server. It is immutable and safe for concurrent use.
type Keys struct{ keys []*Key }

// New takes the keys of a configuration that was validated.
func New(configured []config.Key) *Keys {
	k := &Keys{}
	for _, c := range configured {
		key := &Key{Name: c.Name, Headers: c.ClientHeaders, Losses: c.Losses, models: c.Models}
		// The configuration was validated: the text is 64 hex digits.
		_, _ = hex.Decode(key.sum[:], []byte(c.SHA256))
		k.keys = append(k.keys, key)
	}
	return k
}

// Check finds the key of a request. Without configured keys everybody passes, with a nil key.
func (k *Keys) Check(r *http.Request) (*Key, bool) { return k.Find(Secrets(r)...) }

// Find finds the key of the first of the secrets that is known. Without configured keys everybody passes, with a nil key.
func (k *Keys) Find(secrets ...string) (*Key, bool) {
	if len(k.keys) == 0 {
		return nil, true
	}
	for _, secret := range secrets {
		if key := k.find(secret); key != nil {
			return key, true
		}
	}
	return nil, false
}

// find finds the key of a secret, or nil.
func (k *Keys) find(secret string) *Key {
	sum := sha256.Sum256([]byte(secret))
	var found *Key
	// Every key is compared, so that the time says nothing about which one matched.
	for _, key := range k.keys {
		if subtle.ConstantTimeCompare(sum[:], key.sum[:]) == 1 {
			found = key
		}
	}
	return found
}

// Secrets finds the keys in a request, in all places where SDKs put them: Authorization: Bearer, x-api-key, x-goog-api-key,
// ?key=. A client may send several, of which some are for others.
func Secrets(r *http.Request) []string {
	var found []string
	if scheme, token, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		found = append(found, strings.TrimSpace(token))
	}
	for _, name := range []string{"X-Api-Key", "X-Goog-Api-Key"} {
		if v := r.Header.Get(name); v != "" {
			found = append(found, v)
		}
	}
	if v := r.URL.Query().Get("key"); v != "" {
		found = append(found, v)
	}
	return found
}
