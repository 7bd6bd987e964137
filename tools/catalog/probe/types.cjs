// The declarations of aws-cdk-lib.
'use strict'

const fs = require('fs')
const path = require('path')
const zlib = require('zlib')

const LIBRARY = 'aws-cdk-lib.'
const CONSTRUCT = 'constructs.Construct'
const SKIPPED = /^(to[A-Z]|metric|with$|toString|_|validate|bind|render|resolve|applyRemovalPolicy|isCfn|configure)/
const SLOW = /[eE]ks/ // Kubernetes clusters take seconds each

class Types {
  constructor (folder) {
    this.all = JSON.parse(zlib.gunzipSync(fs.readFileSync(path.join(folder, '.jsii.gz')))).types
    this.heirs = new Map()
    for (const [fqn, declared] of Object.entries(this.all)) {
      for (const base of [declared.base, ...(declared.interfaces || [])]) {
        if (base) this.heirs.set(base, [...(this.heirs.get(base) || []), fqn])
      }
    }
  }

  identity (fqn) { return fqn.startsWith(LIBRARY) ? fqn.slice(LIBRARY.length) : fqn }
  fqn (identity) { return identity.startsWith('constructs.') ? identity : LIBRARY + identity }
  declared (identity) { return this.all[this.fqn(identity)] }
  isStruct (identity) { const found = this.declared(identity); return Boolean(found && found.datatype) }

  lineage (identity) {
    const found = []
    for (let fqn = this.fqn(identity); fqn && this.all[fqn]; fqn = this.all[fqn].base) found.push(this.all[fqn])
    return found
  }

  initializer (identity) { return (this.lineage(identity).find(each => each.initializer) || {}).initializer }

  properties (identity) {
    const found = new Map()
    const visit = fqn => {
      const declared = this.all[fqn]
      if (!declared) return
      for (const each of declared.properties || []) if (!found.has(each.name)) found.set(each.name, each)
      for (const base of declared.interfaces || []) visit(base)
    }
    visit(this.fqn(identity))
    return [...found.values()]
  }

  methods (identity) {
    const found = new Map()
    for (const declared of this.lineage(identity)) {
      for (const each of declared.methods || []) if (!found.has(each.name)) found.set(each.name, each)
    }
    return [...found.values()].filter(each => !each.static && !each.protected && !SKIPPED.test(each.name))
  }

  isConstruct (identity) { return this.lineage(identity).some(each => each.base === CONSTRUCT || each.fqn === CONSTRUCT) }

  // The functions of a class that make one of it.
  factories (identity) {
    const declared = this.declared(identity)
    return (declared.methods || []).filter(each => each.static && !each.protected && each.returns && each.returns.type.fqn === declared.fqn)
  }

  // The concrete classes of an interface or class, those of its own module first.
  concrete (identity) {
    const module = identity.split('.')[0]
    const found = []
    const visit = fqn => {
      const declared = this.all[fqn]
      if (declared && declared.kind === 'class' && !declared.abstract && !found.includes(fqn)) found.push(fqn)
      for (const heir of this.heirs.get(fqn) || []) visit(heir)
    }
    visit(this.fqn(identity))
    return found.map(each => this.identity(each)).filter(each => !/(^|\.)Cfn/.test(each) && !SLOW.test(each)).sort((a, b) => (b.split('.')[0] === module) - (a.split('.')[0] === module) || (a < b ? -1 : 1))
  }

  implementation (identity) {
    const own = identity.replace(/\.I([A-Z])/, '.$1')
    if (own !== identity && this.declared(own)) return own
    const found = this.concrete(identity)[0]
    if (!found) throw new Error(`nothing implements ${identity}`)
    return found
  }

  subclass (identity) {
    const found = this.concrete(identity).filter(each => each !== identity)[0]
    if (!found) throw new Error(`nothing extends ${identity}`)
    return found
  }

  // The classes of objects that may stand at a parameter: more than one, and no constructs.
  kinds (identity) {
    const declared = this.declared(identity)
    if (!declared || declared.datatype || declared.kind === 'enum' || identity.startsWith('aws_iam.')) return []
    const found = this.concrete(identity).filter(each => !this.isConstruct(each))
    return (declared.kind === 'interface' || declared.abstract || found.length > 1) && found.length < 40 ? found : []
  }
}

function elementOf (types, type) {
  if (type.collection) return elementOf(types, type.collection.elementtype)
  return type.fqn && types.identity(type.fqn)
}

// Where a method takes objects of several kinds: a parameter, or a property of a struct that it takes.
function slots (types, parameters) {
  const found = []
  for (const each of parameters) {
    const identity = elementOf(types, each.type)
    if (!identity) continue
    if (types.isStruct(identity)) found.push(...slotsOf(types, types.properties(identity)))
    else found.push({ identity, optional: Boolean(each.optional), more: each.optional ? world => ({ [each.name]: world.value(each.type, each.name) }) : undefined })
  }
  return found
}

function slotsOf (types, properties) {
  const found = []
  for (const each of properties) {
    const identity = elementOf(types, each.type)
    if (!identity || types.isStruct(identity)) continue
    found.push({ identity, optional: Boolean(each.optional), more: world => ({ [each.name]: world.value(each.type, each.name) }) })
  }
  return found
}

module.exports = { Types, SLOW, elementOf, slots, slotsOf }
